namespace SchemaRegistry.Kafka.Groups;

/// <summary>Who a request says it comes from. A negative generation is a consumer outside of any generation.</summary>
internal readonly record struct MemberClaim(string MemberId, string? InstanceId, int Generation);
