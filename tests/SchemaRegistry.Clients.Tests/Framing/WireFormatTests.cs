using SchemaRegistry.Client.Framing;

namespace SchemaRegistry.Clients.Tests.Framing;

/// <summary>The bytes are those that other clients' own tests assert.</summary>
public sealed class WireFormatTests
{
    private static readonly Guid Known = Guid.Parse("89791762-2336-4186-9674-299b90a802e2");

    [Fact]
    public void An_id_is_four_bytes_behind_a_zero()
    {
        var frame = new byte[WireFormat.IdFrameSize];
        WireFormat.WriteId(frame, 100_001);

        Assert.Equal("00000186A1", Convert.ToHexString(frame));
        Assert.True(WireFormat.TryReadId(Convert.FromHexString("0000000001A413"), out var id, out var body));
        Assert.Equal((1, "A413"), (id, Convert.ToHexString(body)));
    }

    [Fact]
    public void A_guid_is_sixteen_bytes_in_the_order_of_its_text()
    {
        var frame = new byte[WireFormat.GuidFrameSize];
        WireFormat.WriteGuid(frame, Known);

        Assert.Equal("01897917622336418696" + "74299B90A802E2", Convert.ToHexString(frame));
        Assert.True(WireFormat.TryReadGuid(frame, out var guid, out _));
        Assert.Equal(Known, guid);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000001")]
    [InlineData("0000000000")]
    [InlineData("00FFFFFFFF")]
    [InlineData("0200000001")]
    public void Anything_else_is_no_id(string hex)
    {
        Assert.False(WireFormat.TryReadId(Convert.FromHexString(hex), out _, out _));
    }
}
