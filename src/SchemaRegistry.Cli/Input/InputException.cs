namespace SchemaRegistry.Cli.Input;

/// <summary>The input can not be read on from here; the message names the row and line.</summary>
internal sealed class InputException(string message) : Exception(message);
