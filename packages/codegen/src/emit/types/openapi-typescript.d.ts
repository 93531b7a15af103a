// The package's main entry loads a whole linter that nothing here asks for (a quarter of a second); its parts stand alone, but have no
// declarations of their own.
declare module 'openapi-typescript/dist/transform/schema-object.mjs' {
  export { transformSchemaObject as default } from 'openapi-typescript'
}

declare module 'openapi-typescript/dist/lib/ts.mjs' {
  export { addJSDocComment } from 'openapi-typescript'
}
