import { forEachOperation } from './operation.ts'
import type { Rule } from './redocly.ts'

/** The operation's name is its name everywhere: SDK, sandbox, contracts, timeline. */
export const operationId: Rule = forEachOperation(({ node, location, service }, report) => {
  const id = node.operationId
  if (typeof id !== 'string' || !/^[a-z][A-Za-z0-9]*\.[a-z][A-Za-z0-9]*$/.test(id)) {
    report({
      message: `operationId must be \`${service}.verb\` in camelCase, such as \`${service}.create\`; it is \`${String(id)}\`.`,
      location: location.child(['operationId']),
    })
  } else if (id.split('.')[0] !== service) {
    report({
      message: `operationId \`${id}\` must begin with \`${service}.\`, because the service is the file's name. Rename it or move the operation.`,
      location: location.child(['operationId']),
    })
  }
})

export const operationTag: Rule = forEachOperation(({ node, location, service }, report) => {
  const tags = Array.isArray(node.tags) ? node.tags : []
  if (tags.length === 1 && tags[0] === service) return
  report({
    message: `Write \`tags: [${service}]\`: the one tag of an operation is its service.`,
    location: location.child(['tags']),
  })
})

/** A platform's path is written out in full. What a provider's looks like is its vendor's affair. */
export const pathNames: Rule = forEachOperation(({ path, location, provider, socket, parameters }, report) => {
  if (provider) return
  if (!path.startsWith('/api/v1/') && !socket) {
    report({ message: `Begin the path \`${path}\` with \`/api/v1/\`.`, location: location.key() })
  }
  for (const segment of path.split('/').filter((part) => part && !part.startsWith('{'))) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(segment)) {
      report({ message: `Write the path segment \`${segment}\` in kebab-case.`, location: location.key() })
    }
  }
  for (const parameter of parameters) {
    const name = String(parameter.node.name)
    if (parameter.node.in !== 'header' && !/^[a-z][a-z0-9_]*$/.test(name)) {
      report({
        message: `Write the parameter \`${name}\` in snake_case.`,
        location: parameter.location.child(['name']),
      })
    }
  }
})
