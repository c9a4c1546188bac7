using SchemaRegistry.Formats.Protobuf.Linking.Symbols;
using SchemaRegistry.Formats.Protobuf.Model;
using Declaration = Google.Protobuf.Reflection.ExtensionRangeOptions.Types.Declaration;
using Verification = Google.Protobuf.Reflection.ExtensionRangeOptions.Types.VerificationState;

namespace SchemaRegistry.Formats.Protobuf.Linking.Checks;

/// <summary>
/// A range of extensions may declare which extensions it has; then these must be as declared, and there are no others.
/// </summary>
internal sealed class DeclarationChecks(LinkedFile file, LinkProblems problems)
{
    public void Check()
    {
        foreach (var message in file.Messages)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var range in message.ExtensionRanges)
                CheckRange(range, names);
        }

        foreach (var extension in file.Fields)
        {
            if (extension is { IsExtension: true, Container: { } extended }
                && extended.FindExtensionRange(extension.Number) is { } range)
            {
                CheckExtension(extension, extended, range);
            }
        }
    }

    private void CheckRange(RangeSymbol range, HashSet<string> names)
    {
        if (range.Proto!.Options is not { Declaration.Count: > 0 } options)
            return;
        if (options is { HasVerification: true, Verification: Verification.Unverified })
            problems.Add(range.Place, "A range with declarations of extensions can't be UNVERIFIED");
        var numbers = new HashSet<int>();
        foreach (var declaration in options.Declaration)
        {
            if (WhyWrong(declaration, range) is { } problem)
                problems.Add(range.Place, $"The declaration of extension {declaration.Number} {problem}");
            if (!numbers.Add(declaration.Number))
                problems.Add(range.Place, $"Extension number {declaration.Number} is declared multiple times");
            if (declaration.HasFullName && !names.Add(declaration.FullName))
                problems.Add(range.Place, $"Extension name \"{declaration.FullName}\" is declared multiple times");
        }
    }

    private static string? WhyWrong(Declaration declaration, RangeSymbol range)
    {
        if (declaration.Number < range.Start || declaration.Number >= range.End)
            return $"is outside the range {range.Start} to {range.Last}";
        if (declaration is { HasFullName: false, HasType: false })
            return declaration.Reserved ? null : "must have a full_name and a type, or be reserved";
        if (!declaration.HasFullName || !declaration.HasType)
            return "must have both a full_name and a type";
        if (!IsFullName(declaration.FullName))
            return $"has the full_name \"{declaration.FullName}\", which is no name with a leading dot";
        return IsFullName(declaration.Type) || ScalarTypes.IsScalar(declaration.Type)
            ? null
            : $"has the type \"{declaration.Type}\", which is no scalar and no name with a leading dot";
    }

    private static bool IsFullName(string name) => name.StartsWith('.')
        && name[1..].Split('.').All(part => part.Length > 0 && part.All(letter =>
            char.IsAsciiLetterOrDigit(letter) || letter == '_'));

    private void CheckExtension(FieldSymbol extension, MessageSymbol extended, RangeSymbol range)
    {
        if (range.Proto!.Options is not { } options
            || (options.Declaration.Count == 0 && options.Verification != Verification.Declaration))
        {
            return;
        }

        range.Declarations ??= options.Declaration
            .GroupBy(declaration => declaration.Number)
            .ToDictionary(group => group.Key, group => group.First());
        if (!range.Declarations.TryGetValue(extension.Number, out var declared))
        {
            problems.Add(
                extension.Source.NumberPlace,
                $"\"{extended.FullName}\" does not declare an extension {extension.Number}, and the range "
                + $"{range.Start} to {range.Last} has declared extensions only");
            return;
        }

        var type = extension.Proto.HasTypeName
            ? extension.Proto.TypeName
            : extension.Proto.Type.ToString().ToLowerInvariant();
        if (declared.Reserved)
            Refuse(extension, "is declared as reserved");
        if (declared.HasFullName && declared.FullName != "." + extension.FullName)
            Refuse(extension, $"is declared with the name \"{declared.FullName}\"");
        if (declared.HasType && declared.Type != type)
            Refuse(extension, $"is declared with the type \"{declared.Type}\", not \"{type}\"");
        if (!declared.Reserved && declared.Repeated != extension.IsRepeated)
            Refuse(extension, declared.Repeated ? "is declared as repeated" : "is not declared as repeated");
    }

    private void Refuse(FieldSymbol extension, string problem) => problems.Add(
        extension.Source.NumberPlace, $"Extension {extension.Number} of \"{extension.Container!.FullName}\" {problem}");
}
