namespace SchemaRegistry.Formats.Tests.Protobuf;

/// <summary>Texts that together use every statement of the language.</summary>
internal static class SampleTexts
{
    public static readonly IReadOnlyList<string> All =
    [
        """
        syntax = "proto3";
        package shop.orders; // The shop.
        import "google/protobuf/timestamp.proto"; import public "line.proto";
        option java_package = "com.shop" '.orders';
        option (shop.meta) = { owner: "team" tags: ["a", 'b'] nested < n: -1.5e3; > [shop.ext]: 0x1F };
        message Order {
          reserved 2, 15, 9 to 11, 40 to max; reserved "foo", "bar";
          option deprecated = true;
          string id = 1 [json_name = "ID", (shop.rule).min = 1, (shop.rule).max = 017];
          repeated Line lines = 3; map<string, .shop.orders.Order.Line> by_sku = 4; optional Status status = 5;
          oneof payment { option (shop.oneof) = 1; string card = 6; bytes cash = 7 [deprecated = false]; }
          message Line { int64 sku = 1; double price = 2; }
          enum Status { option allow_alias = true; UNKNOWN = 0; OPEN = 1; STARTED = 1 [(shop.v) = "x\n\377\u00e9"]; }
        }
        service Orders {
          option (shop.service) = inf;
          rpc Get (Order) returns (stream Order) { option idempotency_level = NO_SIDE_EFFECTS; }
          rpc Put (stream Order) returns (.shop.orders.Order);
        }
        """,
        """
        syntax = "proto2"; package p; import weak "w.proto";
        message M {
          extensions 100 to 199, 300, 500 to max [verification = UNVERIFIED, declaration = { number: 500 type: ".p.X" }];
          required int32 a = 1 [default = -0x7F]; optional float b = 2 [default = -inf]; optional bytes c = 3 [default = "\001\\"];
          optional group G = 4 { repeated M m = 1; optional group H = 2 { } } oneof o { group I = 5 { } M j = 6; }
          extend M { optional string s = 100; repeated group K = 101 { required bool z = 1; } }
        }
        extend .p.M { optional E e = 150; } extend M { optional M f = 151; }
        enum E { A = -1; B = 2147483647; reserved -5 to -2, 7 to 9; reserved "Q"; }
        """,
        """
        edition = "2024"; import "a.proto"; import option "b.proto";
        option features.field_presence = IMPLICIT; option features.(pb.x).y = 1;
        local message L { reserved a, b; int32 x = 1 [features.field_presence = EXPLICIT];
          export enum E { reserved Z; O = 0; } }
        export message X { L l = 1; repeated L.E es = 2; map<int32, L> m = 3; }
        """,
        """
        message Map { repeated Entry entry = 1;
          message Entry { option map_entry = true; optional int32 key = 1; optional Map value = 2; } }
        option o = { a { b [ { c: [] }, < d: -nan > ] } [type.googleapis.com/p.T] { e: 1 } e: 'x' "y" };
        """,
    ];
}
