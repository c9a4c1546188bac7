using SchemaRegistry.Registry.Registration;

namespace SchemaRegistry.Registry.Tests.Registration;

public sealed class SchemaIdentityTests
{
    [Fact]
    public void The_identity_of_string_is_the_one_that_every_registry_gives()
    {
        Assert.Equal(Guid.Parse("095d71cf-1255-6b9d-5e33-0ad575b3df5d"), SchemaIdentity.Compute("\"string\"", [], null, null));
    }
}
