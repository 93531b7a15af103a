import { expect, test } from 'vitest'
import { Router } from './router.ts'

const router = new Router<string>()
for (const template of [
  '/',
  '/users/me',
  '/users/{user_id}',
  '/users/{user_id}/files',
  '/users/me/{kind}',
  '/files/{name}.{format}',
  '/files/{name}',
  '/v1.0/{a}:run',
  '/a/{x}/b',
  '/a/c/{y}',
]) {
  router.add('GET', template, template)
}

const paths: readonly [path: string, template: string | undefined, parameters: object][] = [
  ['/', '/', {}],
  ['/users/me', '/users/me', {}],
  ['/users/7', '/users/{user_id}', { user_id: '7' }],
  ['/users/me/files', '/users/me/{kind}', { kind: 'files' }],
  ['/users/7/files', '/users/{user_id}/files', { user_id: '7' }],
  ['/files/bees.docx', '/files/{name}.{format}', { name: 'bees', format: 'docx' }],
  ['/files/bees', '/files/{name}', { name: 'bees' }],
  ['/v1.0/x:run', '/v1.0/{a}:run', { a: 'x' }],
  ['/v1x0/x:run', undefined, {}],
  ['/a/c/b', '/a/c/{y}', { y: 'b' }],
  ['/a/d/b', '/a/{x}/b', { x: 'd' }],
  ['/users/a%20b%2Fc', '/users/{user_id}', { user_id: 'a b/c' }],
  ['/users/%E0%A4%A', '/users/{user_id}', { user_id: '%E0%A4%A' }],
  ['/users/__proto__', '/users/{user_id}', { user_id: '__proto__' }],
  ['/users/', undefined, {}],
  ['/users', undefined, {}],
  ['/users/7/', undefined, {}],
  ['//users/7', undefined, {}],
  ['/Users/7', undefined, {}],
  ['users/7', undefined, {}],
  ['', undefined, {}],
]
test.each(paths)('%j', (path, template, parameters) => {
  const found = router.find(path)
  expect([found?.route.template, { ...found?.path }]).toEqual([template, parameters])
})
