import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import { loadApis, loadForeign } from '../src/load/load-apis.ts'
import { SpecError } from '../src/load/spec-error.ts'
import type { ApiModel } from '../src/model.ts'

/** Writes files to a folder that is gone after the test. Values that are no text are written as JSON, which is YAML too. */
export const specFolder = (files: Readonly<Record<string, unknown>>): string => {
  const root = mkdtempSync(join(tmpdir(), 'concord-specs-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}

/** The platform of a folder that has these files under `specs/`. */
export const platformOf = (files: Readonly<Record<string, unknown>>): ApiModel => {
  const root = specFolder(
    Object.fromEntries(Object.entries(files).map(([name, content]) => [`specs/${name}`, content])),
  )
  const [platform] = loadApis(join(root, 'specs'))
  if (platform === undefined) throw new Error('There is no platform among these files.')
  return platform
}

/** A stranger's API with these schemas. */
export const foreignWith = (schemas: Readonly<Record<string, unknown>>, version = '3.1.0'): ApiModel =>
  foreignOf({ ...emptyDocument, openapi: version, paths: {}, components: { schemas } })

export const foreignOf = (document: unknown): ApiModel => {
  const root = specFolder({ 'stranger.json': document })
  return loadForeign([join(root, 'stranger.json')])
}

/** The platform with these schemas, and one operation so that it is a service. */
export const platformWith = (schemas: Readonly<Record<string, unknown>>): ApiModel =>
  platformOf({ 'things.yaml': { ...emptyDocument, paths: onePath, components: { schemas } } })

export const emptyDocument = { openapi: '3.1.0', info: { title: 'Things', version: '1.0.0' } }

export const onePath = {
  '/things': { get: { operationId: 'things.list', responses: { '204': { description: 'Nothing.' } } } },
}

/** What a loader complains of, a line each, without the folder's name. */
export const complaints = (load: () => unknown): string[] => {
  try {
    load()
    return []
  } catch (error) {
    if (error instanceof SpecError)
      return error.message.split('\n').map((line) => line.replace(/^\S*\/concord-specs-\w+\//, ''))
    throw error
  }
}
