namespace Trichter.Platform.Operation;

/// <summary>A backup cannot be made, read or restored, or a database not be moved; the message says why and what to do.</summary>
public sealed class OperationException(string message, Exception? cause = null) : Exception(message, cause);
