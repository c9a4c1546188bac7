namespace SchemaRegistry.Storage;

/// <summary>A database can not be used; the message says which and what to do.</summary>
public sealed class StorageException(string message, Exception? inner = null) : IOException(message, inner);
