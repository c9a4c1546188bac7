namespace SchemaRegistry.Server.Errors;

/// <summary>What goes out for an error: the HTTP status, the API's number, and its text.</summary>
internal readonly record struct ApiError(int Status, int Code, string Message);
