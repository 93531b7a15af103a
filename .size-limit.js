const sdk = 'packages/sdk/dist'

/** The built SDK as an application's bundler sees it. */
const checks = [
  {
    name: 'core, one GET and one POST',
    import: {
      [`${sdk}/http/core.js`]: '{ createCore }',
      [`${sdk}/generated/operations/documents.js`]: '{ create, get }',
    },
    path: `${sdk}/http/core.js`,
    limit: '5 kB',
  },
  { name: 'everything', path: `${sdk}/concord.js`, import: '{ Concord }', limit: '12 kB' },
  { name: 'webhooks', path: `${sdk}/webhooks/verify.js`, import: '{ verify }', limit: '1.25 kB' },
]

// esbuild warns of every bare import between chunks that it drops, which is what `sideEffects: false` asks of it.
const quiet = (config) => ({ ...config, logLevel: 'error' })

export default checks.map((check) => ({
  ...check,
  name: `@concord/sdk: ${check.name}`,
  gzip: true,
  modifyEsbuildConfig: quiet,
}))
