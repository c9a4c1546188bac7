namespace SchemaRegistry.Benchmarks;

/// <summary>A record schema of about 600 bytes, in canonical form; the name makes it one of a kind.</summary>
internal static class SampleSchema
{
    public static string Create(string name) =>
        $$$$"""
        {"type":"record","name":"{{{{name}}}}","namespace":"bench","fields":[
        {"name":"orderId","type":"string"},{"name":"customerId","type":"long"},
        {"name":"placedAt","type":{"type":"long","logicalType":"timestamp-millis"}},
        {"name":"currency","type":"string","default":"EUR"},{"name":"total","type":"double"},
        {"name":"note","type":["null","string"],"default":null},
        {"name":"lines","type":{"type":"array","items":{"type":"record","name":"Line","fields":[
        {"name":"sku","type":"string"},{"name":"quantity","type":"int"},{"name":"price","type":"double"},
        {"name":"discount","type":["null","double"],"default":null}]}}}]}
        """.ReplaceLineEndings("");
}
