import { describe, expect, test } from 'vitest'
import { camel, identifier, operationTypeName, operationVerb, pascal, propertyKey, quote, typeNames } from './names.ts'

test.each([
  ['documents.create', 'DocumentsCreate'],
  ['payments.createIntent', 'PaymentsCreateIntent'],
  ['payment_intent.succeeded', 'PaymentIntentSucceeded'],
  ['repos/list-for-org', 'ReposListForOrg'],
  ['HTTPStatus', 'HttpStatus'],
  ['download URL', 'DownloadUrl'],
  ['3d_secure', 'N3dSecure'],
  ['größe', 'GrE'],
  ['日本', 'Unnamed'],
  ['', 'Unnamed'],
])('pascal(%j) is %s', (given, want) => expect(pascal(given)).toBe(want))

test.each([
  ['create-payment_intent', 'createPaymentIntent'],
  ['ID', 'id'],
])('camel(%j) is %s', (given, want) => expect(camel(given)).toBe(want))

test('an operation gives its stem to all that belongs to it', () => {
  expect(operationTypeName('documents.listSections')).toBe('DocumentsListSections')
})

test.each([
  ['GET', '/pets', undefined, 'getPets'],
  ['GET', '/pets/{petId}', undefined, 'getPetsByPetId'],
  ['POST', '/', undefined, 'post'],
  ['GET', '/orgs/{org}/repos', 'repos/list-for-org', 'reposListForOrg'],
  ['POST', '/v1/charges/{charge}', 'PostChargesCharge', 'postChargesCharge'],
  ['GET', '/x', '!!', 'getX'],
])('the verb of %s %s (%s) is %s', (method, path, operationId, want) => {
  expect(operationVerb(method, path, operationId)).toBe(want)
})

describe('typeNames', () => {
  test.each([
    ['a fit name stays', ['Document', 'APIKey'], { Document: 'Document', APIKey: 'APIKey' }],
    [
      'others are made fit',
      ['payment_intent', 'v1.Charge', 'nullable-simple-user'],
      { payment_intent: 'PaymentIntent', 'v1.Charge': 'V1Charge', 'nullable-simple-user': 'NullableSimpleUser' },
    ],
    [
      'two that become the same',
      ['payment-intent', 'payment_intent'],
      { 'payment-intent': 'PaymentIntent', payment_intent: 'PaymentIntent2' },
    ],
    ['two that differ in case only', ['URLs', 'Urls'], { URLs: 'URLs', Urls: 'Urls2' }],
    [
      'types that every module knows',
      ['Date', 'string', 'Record'],
      { Date: 'DateModel', string: 'StringModel', Record: 'RecordModel' },
    ],
    ['words of the language', ['delete', 'class'], { delete: 'Delete', class: 'Class' }],
  ])('%s', (_, given, want) => {
    expect(Object.fromEntries(typeNames(given))).toEqual(want)
    expect(Object.fromEntries(typeNames([...given].reverse()))).toEqual(want)
  })
})

test.each([
  ['delete', 'delete_'],
  ['default', 'default_'],
  ['create', 'create'],
])('identifier(%j) is %s', (given, want) => expect(identifier(given)).toBe(want))

test.each([
  ['download_url', 'download_url'],
  ['class', 'class'],
  ['X-Request-ID', "'X-Request-ID'"],
  ["it's", "'it\\'s'"],
  ['1', "'1'"],
])('propertyKey(%j) is %s', (given, want) => expect(propertyKey(given)).toBe(want))

test.each(['plain', "it's", '"both"', 'a\\b', 'line\nbreak', '\\"', '\u2028'])(
  'quote(%j) is read back as it was',
  (text) => {
    expect(new Function(`return ${quote(text)}`)()).toBe(text)
  },
)
