namespace SchemaRegistry.Registry.Tests.Http.BadInput;

/// <summary>Texts that look for trouble, and some that do not.</summary>
internal static class NastyText
{
    /// <summary>One segment of a path, in the form in which it is sent.</summary>
    private static readonly string[] Segments =
    [
        "s", "t", "u", ":.ctx:s", "latest", "1", "2", "-1", "1", "a%2Fb",
        "", "%", "%2", "%zz", "%C3%28", "%FF%FE", "%ED%A0%80", "%F0%9F%98%80", "%E2%80%AE", "%C2%85", "%0D%0A", "%09", "%7F",
        ":.:", ":.", ":", "::", ":.ctx:", ":.a:b:c", ":*:", ":*:s", ":.__GLOBAL:", ":.__GLOBAL:s", "__GLOBAL", "__EMPTY", "*",
        "%3A.ctx%3As", ":.ctx%3As", "%3A.", "..%2F..", "..", ".", "%2E%2E", "%2F", "%5C", "%2525", "s%3Fdeleted=true", "s%23",
        "0", "-2", "2147483647", "2147483648", "99999999999999999999", "1e5", "0x10", "1.5", "%201", "+1", "NaN",
        "095d71cf-1255-6b9d-5e33-0ad575b3df5d", "00000000-0000-0000-0000-000000000000", "{subject}", "null", "[]", "%22%27%3C",
        "contexts", "subjects", "versions", "config", "mode",
    ];

    private static readonly string[] Values =
    [
        "true", "false", "", "TRUE", "1", "0", "-1", "5", "1000000", "2147483648", "-2147483649", "x", "1.5", "%", "%zz", "%FF",
        "%00", ":*:", ":.ctx:", ":.ctx:s", "s", "serialized", "resolved", "ignore_extensions", "qualified", "nonsense", "*",
        "STRONG", "a&a=b", "a=b=c", "%26", ";", "\"", "[]", "%ED%A0%80",
    ];

    /// <summary>Texts as members of JSON.</summary>
    private static readonly string[] Texts =
    [
        "", " ", "\0", "\u0001\u001f", "\u007f", "\u0085", "\u202e", "\ufeff", "\ud83d\ude00", "a\r\nb", "\"", "\\", "${x}", "{0}", "%s",
        "null", "NONE", "READONLY", "IMPORT", "AVRO", "JSON", "PROTOBUF", "latest", "-1", "99999999999999999999", "1e999", "true",
        ":.ctx:s", ":.__GLOBAL:s", ":*:", "s", "\"int\"", "{\"type\":\"record\"}", "[", "{", "[[[[[[[[", "{\"type\":", "nonsense",
        "syntax = \"proto3\"; message A {", "{\"$ref\":\"#\"}", "{\"$ref\":\"http://127.0.0.1:9/x\"}", "{\"pattern\":\"(a+)+$\"}",
    ];

    public static string Segment(Random random) =>
        random.Next(40) == 0 ? new string('a', random.Next(200, 3000)) : Pick(random, Segments);

    public static string Value(Random random) =>
        random.Next(40) == 0 ? new string('9', random.Next(20, 3000)) : Pick(random, Values);

    public static string Text(Random random) => random.Next(20) switch
    {
        0 => new string('x', random.Next(100, 40_000)),
        1 => new string('[', random.Next(10, 20_000)),
        2 => Nested(random.Next(2, 3_000)),
        _ => Pick(random, Texts),
    };

    public static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    private static string Nested(int depth) =>
        string.Concat(Enumerable.Repeat("{\"type\":\"array\",\"items\":", depth)) + "\"int\"" + new string('}', depth);
}
