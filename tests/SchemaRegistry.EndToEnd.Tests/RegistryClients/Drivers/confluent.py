"""Confluent's Python client against a registry: confluent.py URL SCENARIO [ARGUMENT...]

A scenario asserts what the client makes of the answers. Its last line of output is a result in JSON, if it has one.
"""
import json
import sys

try:
    import jsonschema  # noqa: F401, the serializer of JSON wants it
    import requests  # noqa: F401, the client wants it
    from confluent_kafka.schema_registry import Schema, SchemaReference, SchemaRegistryClient
    from confluent_kafka.schema_registry.error import SchemaRegistryError
    from confluent_kafka.schema_registry.json_schema import JSONDeserializer, JSONSerializer
    from confluent_kafka.serialization import MessageField, SerializationContext, SerializationError
except ImportError as problem:
    print("missing", problem.name)
    sys.exit(0)

URL, SCENARIO, WORDS = sys.argv[1], sys.argv[2], sys.argv[3:]
CLIENT = SchemaRegistryClient({"url": URL})

NARROW = {"type": "record", "name": "Order", "namespace": "shop", "fields": [{"name": "id", "type": "string"}]}
WIDE = dict(NARROW, fields=NARROW["fields"] + [{"name": "quantity", "type": "int", "default": 1}])
WRONG = dict(NARROW, fields=NARROW["fields"] + [{"name": "price", "type": "double"}])
ORDER = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "title": "Order",
    "type": "object",
    "properties": {"id": {"type": "string"}, "quantity": {"type": "integer"}},
    "required": ["id"],
}


def avro(schema, references=()):
    return Schema(json.dumps(schema), "AVRO", list(references))


def refused(status, code, text, call, *arguments, **named):
    try:
        call(*arguments, **named)
    except SchemaRegistryError as error:
        assert (error.http_status_code, error.error_code) == (status, code), error
        assert text in error.error_message, error
        return
    raise AssertionError(f"not refused with {code}: {call.__name__}{arguments}")


def subjects():
    assert CLIENT.register_schema("orders-value", avro(NARROW)) == 1
    assert CLIENT.register_schema("orders-value", avro(WIDE)) == 2
    assert json.loads(CLIENT.get_schema(2).schema_str) == WIDE
    found = CLIENT.lookup_schema("orders-value", avro(NARROW))
    assert (found.schema_id, found.subject, found.version) == (1, "orders-value", 1)
    latest = CLIENT.get_latest_version("orders-value")
    assert (latest.schema_id, latest.version) == (2, 2)
    assert CLIENT.get_version("orders-value", 1).schema_id == 1
    assert CLIENT.get_versions("orders-value") == [1, 2]
    CLIENT.register_schema("path/with %41 ünïcode", avro(NARROW))
    assert CLIENT.get_subjects() == ["orders-value", "path/with %41 ünïcode"]
    assert CLIENT.delete_version("orders-value", 1) == 1
    assert CLIENT.get_versions("orders-value") == [2]
    # A permanent delete is both deletes to this client.
    assert CLIENT.delete_subject("orders-value", permanent=True) == [2]
    assert CLIENT.get_subjects() == ["path/with %41 ünïcode"]


def settings():
    assert CLIENT.get_compatibility() == "BACKWARD"
    assert CLIENT.set_compatibility(level="FULL") == {"compatibility": "FULL"}
    assert CLIENT.get_compatibility() == "FULL"
    refused(404, 40408, "orders-value", CLIENT.get_compatibility, "orders-value")
    assert CLIENT.set_compatibility("orders-value", "BACKWARD") == {"compatibility": "BACKWARD"}
    assert CLIENT.get_compatibility("orders-value") == "BACKWARD"
    CLIENT.register_schema("orders-value", avro(NARROW))
    assert CLIENT.test_compatibility("orders-value", avro(WIDE)) is True
    assert CLIENT.test_compatibility("orders-value", avro(WRONG)) is False
    assert CLIENT.test_compatibility("orders-value", avro(WRONG), version=1) is False


def errors():
    refused(404, 40401, "Subject 'unknown' not found.", CLIENT.get_versions, "unknown")
    refused(404, 40403, "Schema 99 not found", CLIENT.get_schema, 99)
    refused(404, 40401, "unknown", CLIENT.lookup_schema, "unknown", avro(NARROW))
    CLIENT.register_schema("orders-value", avro(NARROW))
    refused(404, 40402, "Version 7 not found.", CLIENT.get_version, "orders-value", 7)
    refused(404, 40403, "Schema not found", CLIENT.lookup_schema, "orders-value", avro(WIDE))
    refused(409, 40901, "READER_FIELD_MISSING_DEFAULT_VALUE", CLIENT.register_schema, "orders-value", avro(WRONG))
    refused(422, 42201, "Invalid schema", CLIENT.register_schema, "orders-value", Schema("{", "AVRO"))
    refused(422, 42203, "Invalid compatibility level", CLIENT.set_compatibility, "orders-value", "SIDEWAYS")
    assert CLIENT.delete_subject("orders-value") == [1]
    refused(404, 40404, "was soft deleted.", CLIENT.delete_subject, "orders-value")


def references():
    address = {"type": "record", "name": "Address", "namespace": "shop", "fields": [{"name": "city", "type": "string"}]}
    sent = {"type": "record", "name": "Sent", "namespace": "shop", "fields": [{"name": "to", "type": "Address"}]}
    CLIENT.register_schema("address", avro(address))
    reference = SchemaReference("shop.Address", "address", 1)
    assert CLIENT.register_schema("sent-value", avro(sent, [reference])) == 2
    assert json.loads(SchemaRegistryClient({"url": URL}).get_schema(2).schema_str) == sent
    refused(422, 42206, "subject=address,version=1", CLIENT.delete_version, "address", 1)


def write():
    """Writes an order as JSON and reads it again: the result is the bytes in hexadecimal, for others to read."""
    context = SerializationContext("orders", MessageField.VALUE)
    serialize = JSONSerializer(json.dumps(ORDER), CLIENT)
    order = {"id": "a1", "quantity": 3}
    payload = serialize(order, context)
    assert JSONDeserializer(json.dumps(ORDER))(payload, context) == order
    try:
        serialize({"quantity": 3}, context)
    except SerializationError:
        return {"json": payload.hex()}
    raise AssertionError("an order without an id was written")


def read():
    """Reads what others wrote: json=HEX."""
    payload = bytes.fromhex(WORDS[0].split("=")[1])
    return JSONDeserializer(json.dumps(ORDER))(payload, SerializationContext("orders", MessageField.VALUE))


SCENARIOS = {one.__name__: one for one in (subjects, settings, errors, references, write, read)}
print(json.dumps(SCENARIOS[SCENARIO]() or {}))
