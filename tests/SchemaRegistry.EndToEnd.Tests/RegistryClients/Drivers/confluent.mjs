// Confluent's JavaScript client against a registry: confluent.mjs URL SCENARIO [ARGUMENT...]
// A scenario asserts what the client makes of the answers. Its last line of output is a result in JSON, if it has one.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const load = createRequire(join(process.env.NODE_PATH, 'driver.js'))
let confluent
try {
  confluent = load('@confluentinc/schemaregistry')
} catch (problem) {
  if (problem.code !== 'MODULE_NOT_FOUND') throw problem
  console.log('missing @confluentinc/schemaregistry')
  process.exit(0)
}

const { SchemaRegistryClient, SerdeType, Compatibility, RuleMode } = confluent
const [url, scenario, ...words] = process.argv.slice(2)
const client = new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 })

const narrow = { type: 'record', name: 'Order', namespace: 'shop', fields: [{ name: 'id', type: 'string' }] }
const wide = { ...narrow, fields: [...narrow.fields, { name: 'quantity', type: 'int', default: 1 }] }
const wrong = { ...narrow, fields: [...narrow.fields, { name: 'price', type: 'double' }] }
const avro = (schema, more) => ({ schemaType: 'AVRO', schema: JSON.stringify(schema), ...more })

const refused = (status, code, text) => problem => {
  assert.equal(problem.status, status)
  assert.equal(problem.errorCode, code)
  assert.ok(problem.message.includes(text), problem.message)
  return true
}

const scenarios = {
  async subjects () {
    assert.equal(await client.register('orders-value', avro(narrow)), 1)
    assert.equal(await client.register('orders-value', avro(wide)), 2)
    const full = await client.registerFullResponse('orders-value', avro(wide))
    assert.deepEqual([full.id, full.version], [2, 2])
    const found = await client.getBySubjectAndId('orders-value', 2)
    assert.deepEqual(JSON.parse(found.schema), wide)
    assert.deepEqual(JSON.parse((await client.getByGuid(full.guid)).schema), wide)
    assert.equal(await client.getId('orders-value', avro(narrow)), 1)
    assert.equal(await client.getVersion('orders-value', avro(wide), false, false), 2)
    const latest = await client.getLatestSchemaMetadata('orders-value')
    assert.deepEqual([latest.id, latest.version, latest.subject, latest.guid], [2, 2, 'orders-value', full.guid])
    assert.equal((await client.getSchemaMetadata('orders-value', 1)).id, 1)
    assert.deepEqual(await client.getAllVersions('orders-value'), [1, 2])
    await client.register('path/with %41 ünïcode', avro(narrow))
    assert.deepEqual(await client.getAllSubjects(), ['orders-value', 'path/with %41 ünïcode'])
    assert.equal(await client.deleteSubjectVersion('orders-value', 1), 1)
    assert.deepEqual(await client.getAllVersions('orders-value'), [2])
    assert.equal((await client.getSchemaMetadata('orders-value', 1, true)).version, 1)
    assert.equal(await client.deleteSubjectVersion('orders-value', 1, true), 1)
    assert.deepEqual(await client.deleteSubject('orders-value'), [2])
    assert.deepEqual(await client.deleteSubject('orders-value', true), [2])
    assert.deepEqual(await client.getAllSubjects(), ['path/with %41 ünïcode'])
  },

  async settings () {
    assert.equal(await client.getDefaultCompatibility(), Compatibility.BACKWARD)
    assert.equal(await client.updateDefaultCompatibility(Compatibility.FULL), Compatibility.FULL)
    assert.equal(await client.getDefaultCompatibility(), Compatibility.FULL)
    await assert.rejects(client.getCompatibility('orders-value'), refused(404, 40408, 'orders-value'))
    assert.equal(await client.updateCompatibility('orders-value', Compatibility.BACKWARD), Compatibility.BACKWARD)
    assert.equal(await client.getCompatibility('orders-value'), Compatibility.BACKWARD)
    const config = { normalize: true, compatibilityGroup: 'major', defaultMetadata: { properties: { owner: 'me' } } }
    const updated = await client.updateConfig('orders-value', config)
    assert.deepEqual(updated, { ...config, compatibility: 'BACKWARD' })
    assert.deepEqual(await client.getConfig('orders-value'), { ...config, compatibilityLevel: 'BACKWARD' })
    assert.equal((await client.getDefaultConfig()).compatibilityLevel, 'FULL')
    await client.register('orders-value', avro(narrow))
    assert.equal(await client.testSubjectCompatibility('orders-value', avro(wide)), true)
    assert.equal(await client.testSubjectCompatibility('orders-value', avro(wrong)), false)
    assert.equal(await client.testCompatibility('orders-value', 1, avro(wrong)), false)
  },

  async errors () {
    await assert.rejects(client.getAllVersions('unknown'), refused(404, 40401, "Subject 'unknown' not found."))
    await assert.rejects(client.getLatestSchemaMetadata('unknown'), refused(404, 40401, 'unknown'))
    await assert.rejects(client.getBySubjectAndId('unknown', 99), refused(404, 40403, 'Schema 99 not found'))
    await assert.rejects(client.getId('unknown', avro(narrow)), refused(404, 40401, 'unknown'))
    await client.register('orders-value', avro(narrow))
    await assert.rejects(client.getSchemaMetadata('orders-value', 7), refused(404, 40402, 'Version 7 not found.'))
    await assert.rejects(client.getId('orders-value', avro(wide)), refused(404, 40403, 'Schema not found'))
    await assert.rejects(client.register('orders-value', avro(wrong)), refused(409, 40901, 'READER_FIELD_MISSING_DEFAULT_VALUE'))
    await assert.rejects(client.register('orders-value', { schemaType: 'AVRO', schema: '{' }), refused(422, 42201, 'Invalid schema'))
    await assert.rejects(client.register('orders-value', { schemaType: 'XML', schema: '<a/>' }), refused(422, 42201, 'Invalid schema type XML'))
    await assert.rejects(client.updateCompatibility('orders-value', 'SIDEWAYS'), refused(422, 42203, 'Invalid compatibility level'))
    await assert.rejects(client.deleteSubject('orders-value', true), refused(404, 40405, 'was not deleted first'))
  },

  async references () {
    const address = { type: 'record', name: 'Address', namespace: 'shop', fields: [{ name: 'city', type: 'string' }] }
    const order = { type: 'record', name: 'Sent', namespace: 'shop', fields: [{ name: 'to', type: 'Address' }] }
    await client.register('address', avro(address))
    const references = [{ name: 'shop.Address', subject: 'address', version: 1 }]
    assert.equal(await client.register('sent-value', avro(order, { references })), 2)
    assert.deepEqual((await client.getLatestSchemaMetadata('sent-value')).references, references)
    await assert.rejects(client.deleteSubjectVersion('address', 1), refused(422, 42206, 'subject=address,version=1'))
    const value = { to: { city: 'Bergen' } }
    const bytes = await new confluent.AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true }).serialize('sent', value)
    const read = await new confluent.AvroDeserializer(client, SerdeType.VALUE, {}).deserialize('sent', bytes)
    assert.equal(JSON.stringify(read), JSON.stringify(value))
  },

  // A .proto file that imports another, and a JSON schema that refers to another: written and read.
  async imports () {
    const [registry, place, sent] = sentMessage()
    const message = load('@bufbuild/protobuf').create(sent, { to: { city: 'Bergen' } })
    const bytes = await new confluent.ProtobufSerializer(
      client, SerdeType.VALUE, { autoRegisterSchemas: true, registry }).serialize('sent', message)
    const [reference] = (await client.getLatestSchemaMetadata('sent-value')).references
    assert.deepEqual([reference.name, reference.version, place.typeName], ['place.proto', 1, 'shop.Place'])
    const read = await new confluent.ProtobufDeserializer(
      new SchemaRegistryClient({ baseURLs: [url] }), SerdeType.VALUE, {}).deserialize('sent', bytes)
    assert.equal(read.to.city, 'Bergen')

    await client.register('city', { schemaType: 'JSON', schema: JSON.stringify({ type: 'string', minLength: 2 }) })
    await client.register('trip-value', {
      schemaType: 'JSON',
      schema: JSON.stringify({ type: 'object', properties: { to: { $ref: 'city.json' } } }),
      references: [{ name: 'city.json', subject: 'city', version: 1 }]
    })
    const json = new confluent.JsonSerializer(client, SerdeType.VALUE, { useLatestVersion: true, validate: true })
    const trip = await json.serialize('trip', { to: 'Oslo' })
    assert.deepEqual(await new confluent.JsonDeserializer(client, SerdeType.VALUE, {}).deserialize('trip', trip), { to: 'Oslo' })
    await assert.rejects(json.serialize('trip', { to: 'O' }))
  },

  async contracts () {
    confluent.CelExecutor.register()
    const metadata = { tags: { 'shop.Order.id': ['PII'] }, properties: { major: '1' }, sensitive: ['major'] }
    const rule = { name: 'checked', kind: 'CONDITION', mode: RuleMode.WRITE, type: 'CEL', expr: "message.id != ''", disabled: false }
    const full = await client.registerFullResponse('orders-value', avro(narrow, { metadata, ruleSet: { domainRules: [rule] } }))
    assert.deepEqual([full.metadata, full.ruleSet], [metadata, { domainRules: [rule] }])
    const found = await client.getLatestWithMetadata('orders-value', { major: '1' })
    assert.deepEqual([found.version, found.ruleSet], [1, { domainRules: [rule] }])
    await assert.rejects(client.getLatestWithMetadata('orders-value', { major: '2' }), refused(404, 40403, 'Schema not found'))
    const serializer = new confluent.AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true })
    await serializer.serialize('orders', { id: 'a' })
    await assert.rejects(serializer.serialize('orders', { id: '' }), /checked/)
  },

  async associations () {
    await client.register('orders-value', avro(narrow))
    const request = {
      resourceName: 'orders', resourceNamespace: 'cluster', resourceId: 'id1', resourceType: 'topic',
      associations: [{ subject: 'orders-value', associationType: 'value', lifecycle: 'WEAK' }]
    }
    const created = await client.createAssociation(request)
    assert.deepEqual([created.resourceName, created.resourceId], ['orders', 'id1'])
    const found = await client.getAssociationsByResourceName('orders', 'cluster', 'topic', ['value'], null, 0, -1)
    assert.deepEqual(found.map(one => [one.subject, one.associationType, one.lifecycle]), [['orders-value', 'value', 'WEAK']])
    await client.deleteAssociations('id1', 'topic', ['value'], false)
    assert.deepEqual(await client.getAssociationsByResourceName('orders', 'cluster', 'topic', [], null, 0, -1), [])
  },

  async keys () {
    const keys = confluent.DekRegistryClient.newClient({ baseURLs: [url], maxRetries: 0 })
    const kek = await keys.registerKek('kek1', 'local-kms', 'id1', false, { a: 'b' }, 'made by a test')
    assert.deepEqual([kek.name, kek.kmsType, kek.kmsKeyId, kek.shared], ['kek1', 'local-kms', 'id1', false])
    assert.equal((await keys.getKek('kek1', false)).kmsKeyId, 'id1')
    const dek = await keys.registerDek('kek1', 'orders-value', 'AES256_GCM', 1, 'AAECAwQFBgc=')
    assert.deepEqual([dek.kekName, dek.subject, dek.version, dek.algorithm], ['kek1', 'orders-value', 1, 'AES256_GCM'])
    assert.equal((await keys.getDek('kek1', 'orders-value', 'AES256_GCM', 1, false)).encryptedKeyMaterial, 'AAECAwQFBgc=')
    await assert.rejects(keys.getKek('unknown', false), refused(404, 40470, "Key 'unknown' not found"))
  },

  // Field-level encryption: the client makes its keys in the registry, with a rule that it read from there.
  async encryption () {
    confluent.FieldEncryptionExecutor.register()
    confluent.LocalKmsDriver.register()
    const secret = { ...narrow, fields: [{ name: 'id', type: 'string', 'confluent:tags': ['PII'] }] }
    const rule = {
      name: 'encrypt', kind: 'TRANSFORM', mode: RuleMode.WRITEREAD, type: 'ENCRYPT', tags: ['PII'], onFailure: 'ERROR,NONE',
      params: { 'encrypt.kek.name': 'kek1', 'encrypt.kms.type': 'local-kms', 'encrypt.kms.key.id': 'key1' }
    }
    await client.register('secrets-value', avro(secret, { ruleSet: { domainRules: [rule] } }))
    const ruleConfig = { secret: 'mysecret' }
    const serializer = new confluent.AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true, ruleConfig })
    const bytes = await serializer.serialize('secrets', { id: 'plain text' })
    assert.ok(!bytes.includes('plain text'))
    const reader = new SchemaRegistryClient({ baseURLs: [url], maxRetries: 0 })
    const read = await new confluent.AvroDeserializer(reader, SerdeType.VALUE, { ruleConfig }).deserialize('secrets', bytes)
    assert.equal(read.id, 'plain text')
    const keys = confluent.DekRegistryClient.newClient({ baseURLs: [url], maxRetries: 0 })
    assert.equal((await keys.getKek('kek1', false)).kmsType, 'local-kms')
    assert.ok((await keys.getDek('kek1', 'secrets-value', 'AES256_GCM', 1, false)).encryptedKeyMaterial)
  },

  // Writes a value in each language, and reads it again: the result is the bytes in hexadecimal, for others to read.
  async write () {
    const result = {}
    const value = { id: 'a1', quantity: 3 }
    await client.register('avro-value', avro(wide))
    result.avro = await new confluent.AvroSerializer(client, SerdeType.VALUE, { useLatestVersion: true }).serialize('avro', value)
    const json = { type: 'object', properties: { id: { type: 'string' }, quantity: { type: 'integer' } }, required: ['id'] }
    await client.register('json-value', { schemaType: 'JSON', schema: JSON.stringify(json) })
    const jsonOut = new confluent.JsonSerializer(client, SerdeType.VALUE, { useLatestVersion: true, validate: true })
    result.json = await jsonOut.serialize('json', value)
    await assert.rejects(jsonOut.serialize('json', { quantity: 3 }))
    const [registry, message] = orderMessage(value)
    result.protobuf = await new confluent.ProtobufSerializer(
      client, SerdeType.VALUE, { autoRegisterSchemas: true, registry }).serialize('protobuf', message)
    assert.deepEqual(await readAll(result), { avro: value, json: value, protobuf: value })
    return Object.fromEntries(Object.entries(result).map(([name, bytes]) => [name, bytes.toString('hex')]))
  },

  // Reads what others wrote: LANGUAGE=HEX...
  async read () {
    return readAll(Object.fromEntries(words.map(word => word.split('=')).map(([name, hex]) => [name, Buffer.from(hex, 'hex')])))
  }
}

async function readAll (bytes) {
  const result = {}
  const readers = { avro: confluent.AvroDeserializer, json: confluent.JsonDeserializer, protobuf: confluent.ProtobufDeserializer }
  for (const [name, payload] of Object.entries(bytes)) {
    const value = await new readers[name](client, SerdeType.VALUE, {}).deserialize(name, payload)
    result[name] = { id: value.id, quantity: value.quantity }
  }
  return result
}

const field = (name, number, type, typeName) => ({ name, number, type, typeName, label: 1, jsonName: name })

function protoFile (name, message, fields, imports = []) {
  const { create, createFileRegistry } = load('@bufbuild/protobuf')
  const { FileDescriptorProtoSchema } = load('@bufbuild/protobuf/wkt')
  const file = create(FileDescriptorProtoSchema, {
    name, package: 'shop', syntax: 'proto3', dependency: imports.map(one => one.proto.name),
    messageType: [{ name: message, field: fields }]
  })
  return createFileRegistry(file, asked => imports.find(one => one.proto.name === asked)).getMessage(`shop.${message}`)
}

function orderMessage (value) {
  const { create, createMutableRegistry } = load('@bufbuild/protobuf')
  const description = protoFile('order.proto', 'Order', [field('id', 1, 9), field('quantity', 2, 5)])
  return [createMutableRegistry(description), create(description, value)]
}

function sentMessage () {
  const { createMutableRegistry } = load('@bufbuild/protobuf')
  const place = protoFile('place.proto', 'Place', [field('city', 1, 9)])
  const sent = protoFile('sent.proto', 'Sent', [field('to', 1, 11, '.shop.Place')], [place.file])
  return [createMutableRegistry(sent), place, sent]
}

const result = await scenarios[scenario]()
console.log(JSON.stringify(result ?? {}))
