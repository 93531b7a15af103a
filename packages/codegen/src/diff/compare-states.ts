import type { ProviderStateModel } from '../model.ts'
import type { Comparison } from './comparison.ts'

/** What a backend's state endpoint must know: consumers give parameters, and are given what a state returns. */
export function compareStates(comparison: Comparison): void {
  const { log, old: oldApi, new: newApi } = comparison
  for (const [name, old] of oldApi.providerStates) {
    const next = newApi.providerStates.get(name)
    const where = `provider state "${name}"`
    if (next === undefined) log.report('provider-state-removed', { where, detail: `the state "${name}" is gone` })
    else compareState(comparison, where, old, next)
  }
  for (const name of newApi.providerStates.keys()) {
    if (!oldApi.providerStates.has(name))
      log.report('provider-state-added', { where: `provider state "${name}"`, detail: `the state "${name}" was added` })
  }
}

function compareState(
  { log, request, response }: Comparison,
  where: string,
  old: ProviderStateModel,
  next: ProviderStateModel,
): void {
  for (const [name, schema] of Object.entries(next.returns)) {
    const before = old.returns[name]
    if (before === undefined)
      log.report('provider-state-returns-more', { where, new: schema, detail: `it must return ${name} now` })
    else
      for (const finding of response.compare(before, schema))
        log.report('provider-state-returns-more', {
          where,
          old: before,
          new: schema,
          detail: `the value ${name} that it returns: ${finding.detail}`,
        })
  }
  for (const [name, schema] of Object.entries(next.params)) {
    const before = old.params[name]
    if (before === undefined)
      log.report('provider-state-takes-more', { where, new: schema, detail: `it takes ${name} now` })
    else
      for (const finding of request.compare(before, schema))
        log.report('provider-state-takes-more', {
          where,
          old: before,
          new: schema,
          detail: `the parameter ${name}: ${finding.detail}`,
        })
  }
}
