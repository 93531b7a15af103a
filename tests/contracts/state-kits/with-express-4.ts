// Loaded before a program: whatever imports Express gets its fourth version. There is one name for both, so that a kit cannot know which it gets.
import { createRequire, registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'

const besideTheKit = createRequire(import.meta.resolve('@concord/contracts/package.json'))
const four = pathToFileURL(besideTheKit.resolve('express-4')).href
registerHooks({
  resolve: (specifier, context, next) => next(specifier === 'express' ? four : specifier, context),
})
