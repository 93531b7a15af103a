import { pageBehaviours } from '../../packages/contracts/src/behaviours/lists/pages.ts'
import { sharedListBehaviours } from '../../packages/contracts/src/behaviours/lists/shared-lists.ts'
import { answer, type Given, jsonOf, onAnswer, onRequest, withFields } from './faulty-backend.ts'
import { holdAgainstFaults, type Rejected } from './theatre.ts'

const services = [
  { service: 'documents', path: /\/documents(\?|$)/, operation: 'documents.list', things: 7 },
  { service: 'channels', path: /\/channels(\?|$)/, operation: 'channels.list', things: 5 },
  { service: 'videos', path: /\/videos(\?|$)/, operation: 'videos.list', things: 5 },
  { service: 'payments', path: /\/payment\/history/, operation: 'payments.list', things: 5 },
  { service: 'refunds', path: /\/refunds(\?|$)/, operation: 'refunds.list', things: 5 },
  { service: 'jobs', path: /\/jobs(\?|$)/, operation: 'jobs.list', things: 3 },
] as const

type Page = { items: Record<string, unknown>[]; total: number }
const changed = (given: Given, change: (page: Page) => object): Given => withFields(given, change)

interface List {
  readonly service: string
  readonly path: RegExp
  readonly operation: string
}

const takesAnySize = (behaviour: string, { service, path, operation }: List): Rejected => ({
  behaviour,
  service,
  fault: `${operation} takes any size of page`,
  make: () =>
    onRequest('GET', path, async (asked, forward) => {
      const given = await forward(asked)
      return given.status === 422 ? answer(200, { items: [], total: 0, page: 1, per_page: 20 }) : given
    }),
  says: new RegExp(`^${operation} answers 200 .* instead of 422 validation_failed to per_page=0\\.$`),
})

const rejected = services.flatMap(({ service, path, operation, things }): readonly Rejected[] => [
  {
    behaviour: 'pages-partition',
    service,
    fault: `every page of ${operation} begins one too early`,
    make: () => {
      let last: unknown
      return onAnswer('GET', path, (given) =>
        changed(given, ({ items }) => {
          const page = last === undefined || items.length === 0 ? items : [last, ...items.slice(1)]
          last = items.at(-1)
          return { items: page }
        }),
      )
    },
    says: new RegExp(`stands on two pages of ${operation}, so something else stands on none\\.$`),
  },
  {
    behaviour: 'pages-partition',
    service,
    fault: `the total of ${operation} is that of the page`,
    make: () => onAnswer('GET', path, (given) => changed(given, ({ items }) => ({ total: items.length }))),
    says: `${operation} counts wrong.`,
  },
  {
    behaviour: 'pages-partition',
    service,
    fault: `${operation} is turned round from one call to the next`,
    make: () =>
      onAnswer('GET', path, (given, { path: asked }) =>
        changed(given, ({ items }) => ({ items: asked.includes('per_page=100') ? items.toReversed() : items })),
      ),
    says: `The pages of ${operation} put together are not the list.`,
  },
  takesAnySize('pages-bounds', { service, path, operation }),
  {
    behaviour: 'list-own',
    service,
    fault: `${operation} shows everybody everything`,
    make: () =>
      onAnswer('GET', path, (given) =>
        changed(given, ({ items, total }) => ({
          items: [...items, { ...items[0], id: 99, user_id: 99 }],
          total: total + 1,
        })),
      ),
    says: `${operation} shows a user what belongs to somebody else.`,
  },
  {
    behaviour: 'list-filter',
    service,
    fault: `${operation} forgets its filter`,
    make: () =>
      onRequest('GET', path, (asked, forward) =>
        forward({ ...asked, path: asked.path.replace(/(status|language)=(?!imagined)\w+&?/, '') }),
      ),
    says: new RegExp(`^${operation} filtered by \\w+ does not hold exactly those\\.$`),
  },
  {
    behaviour: 'list-filter',
    service,
    fault: `the total of ${operation} does not know the filter`,
    make: () =>
      onAnswer('GET', path, (given) =>
        changed(given, ({ total }) => ({ total: total + (jsonOf(given).total === things ? 1 : 0) })),
      ),
    says: /does not hold exactly those\.$/,
  },
])

/** The lists on which everybody's things stand, or things that come about by themselves. */
const shared = [
  { service: 'users', path: /\/me\/activity/, operation: 'users.activity', rule: '' },
  { service: 'admin', path: /\/admin\/users/, operation: 'admin.listUsers', rule: '-users', by: 'role' },
  { service: 'admin', path: /\/admin\/documents/, operation: 'admin.listDocuments', rule: '-documents', by: 'status' },
  { service: 'admin', path: /\/admin\/payments/, operation: 'admin.listPayments', rule: '-payments', by: 'status' },
  { service: 'admin', path: /\/admin\/refunds/, operation: 'admin.listRefunds', rule: '-refunds', by: 'status' },
  { service: 'admin', path: /\/activity-logs/, operation: 'admin.listActivityLogs', rule: '-activity', by: 'action' },
  { service: 'admin', path: /\/api-keys/, operation: 'admin.listApiKeys', rule: '-api-keys' },
] as const

const rejectedOfShared = shared.flatMap((list): readonly Rejected[] => {
  const { service, path, operation, rule } = list
  const by = 'by' in list ? list.by : undefined
  const filtered: readonly Rejected[] = [
    {
      behaviour: `list-filter${rule}`,
      service,
      fault: `${operation} forgets its filter`,
      make: () =>
        onRequest('GET', path, (asked, forward) =>
          forward({ ...asked, path: asked.path.replace(new RegExp(`${by}=(?!imagined)[\\w.]+&?`), '') }),
        ),
      says: new RegExp(`^${operation} filtered by ${by} [\\w.]+ does not hold exactly those\\.$`),
    },
    {
      behaviour: `list-filter${rule}`,
      service,
      fault: `the total of ${operation} does not know the filter`,
      make: () =>
        onAnswer('GET', path, (given, { path: asked }) =>
          changed(given, ({ total }) => ({ total: total + (asked.includes(`${by}=`) ? 1 : 0) })),
        ),
      says: /does not hold exactly those\.$/,
    },
  ]
  return [
    {
      behaviour: `pages-partition${rule}`,
      service,
      fault: `every page of ${operation} begins one too early`,
      make: () => {
        let last: unknown
        return onAnswer('GET', path, (given, { path: asked }) =>
          changed(given, ({ items }) => {
            const page = last === undefined || items.length === 0 ? items : [last, ...items.slice(1)]
            if (!asked.includes('per_page=100')) last = items.at(-1)
            return { items: page }
          }),
        )
      },
      says: new RegExp(`stands on two pages of ${operation}, so something else stands on none\\.$`),
    },
    {
      behaviour: `pages-partition${rule}`,
      service,
      fault: `the total of ${operation} is that of the page`,
      make: () => onAnswer('GET', path, (given) => changed(given, ({ items }) => ({ total: items.length }))),
      says: `${operation} counts wrong.`,
    },
    {
      behaviour: `pages-partition${rule}`,
      service,
      fault: `${operation} leaves something out`,
      make: () =>
        onAnswer('GET', path, (given) => changed(given, ({ items }) => ({ items: items.slice(0, 1), total: 1 }))),
      says: new RegExp(`^${operation} holds 1 entries, and at least \\d were made\\.$`),
    },
    takesAnySize(`pages-bounds${rule}`, list),
    ...(by === undefined ? [] : filtered),
  ]
})

holdAgainstFaults(
  [...pageBehaviours, ...sharedListBehaviours],
  [
    ...rejected,
    ...rejectedOfShared,
    {
      behaviour: 'list-own',
      service: 'users',
      fault: 'users.activity shows everybody everything',
      make: () =>
        onAnswer('GET', /\/me\/activity/, (given) =>
          changed(given, ({ items, total }) => ({
            items: [...items, { ...items[0], id: 99, user_id: 99 }],
            total: total + 1,
          })),
        ),
      says: 'users.activity shows a user what somebody else did.',
    },
  ],
)
