using System.Runtime.CompilerServices;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// The work that one validation may take, counted in looks at a value: what a schema asks may double with each of its
/// levels, and time has to stay bounded all the same.
/// </summary>
internal static class WorkBudget
{
    public static long For(int textBytes) =>
        JsonSchemaLimits.MaxValidationWork + ((long)textBytes * JsonSchemaLimits.ValidationWorkPerByte);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Spend(ref long left, long work)
    {
        left -= work;
        if (left < 0)
            ThrowSpent();
    }

    private static void ThrowSpent() => throw new StoppedException(
        "The validation was stopped: for this value the schema takes more work than is allowed "
        + "(nested 'anyOf', 'oneOf' or 'not' that refer to each other are the usual cause)");
}

/// <summary>A validation went beyond a bound and has no verdict. The message names the bound.</summary>
internal sealed class StoppedException(string message) : Exception(message);
