using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Descriptors;

/// <summary>Knows the extensions by which the bytes of options become text again.</summary>
internal abstract class OptionExtensions
{
    /// <summary>For descriptors without custom options.</summary>
    public static readonly OptionExtensions None = new Nothing();

    /// <summary>
    /// The extensions that an encoded message has, by their full names and in the order of their numbers. What is no
    /// extension that is known is left out.
    /// </summary>
    /// <param name="messageName">Full name of the message.</param>
    /// <param name="encoded">The message.</param>
    /// <exception cref="Google.Protobuf.InvalidProtocolBufferException">The bytes of an extension do not fit
    /// it.</exception>
    public abstract IReadOnlyList<(string FullName, OptionValue Value)> Read(string messageName, byte[] encoded);

    private sealed class Nothing : OptionExtensions
    {
        public override IReadOnlyList<(string FullName, OptionValue Value)> Read(string messageName, byte[] encoded) =>
            [];
    }
}
