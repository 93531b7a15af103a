import type { Fault } from '../fault-catalogue.ts'

/** What goes wrong with lists, sockets, quality and files. */
export const workFaults = {
  'page-counted-from-0': {
    class: 'pagination',
    service: 'documents',
    rule: 'Page 1 is the first page.',
    source: 'an offset made of page times per_page',
  },
  'per-page-ignored': {
    class: 'pagination',
    service: 'documents',
    rule: 'A page has as many items as per_page says.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'total-of-the-page': {
    class: 'pagination',
    service: 'documents',
    rule: 'The total counts all items, not those of the page.',
    source: 'the conventions that all services share (specs/common.yaml)',
  },
  'pages-overlap': {
    class: 'pagination',
    service: 'documents',
    rule: 'No item is on two pages.',
    source: 'an offset that is wrong by one',
  },
  'status-filter-ignored': {
    class: 'pagination',
    service: 'documents',
    rule: 'A list that is filtered has only what was asked for.',
    source: 'specs/documents.yaml',
  },
  'socket-of-another-open': {
    class: 'sockets',
    service: 'websockets',
    rule: 'A socket under the id of another user is closed with 4403.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'socket-refused-with-1008': {
    class: 'sockets',
    service: 'websockets',
    rule: 'A socket without a good token is closed with 4401.',
    source: 'specs/websockets.yaml',
  },
  'socket-ping-unanswered': {
    class: 'sockets',
    service: 'websockets',
    rule: 'A ping is answered by a pong.',
    source: 'specs/websockets.yaml',
  },
  'socket-job-of-another-open': {
    class: 'sockets',
    service: 'websockets',
    rule: 'Nobody hears of a job of another user.',
    source: 'OWASP API1:2023, broken object level authorization',
  },
  'socket-message-without-time': {
    class: 'sockets',
    service: 'websockets',
    rule: 'Every message about a job has a timestamp.',
    source: 'specs/websockets.yaml',
  },
  'socket-survives-logout': {
    class: 'sockets',
    service: 'websockets',
    rule: 'After signing out the socket is closed.',
    source: 'OWASP API2:2023, broken authentication',
  },
  'socket-heartbeat-missing': {
    class: 'sockets',
    service: 'websockets',
    rule: 'While a job runs there is a heartbeat every 10 seconds.',
    source: 'proxies that drop silent sockets',
  },
  'unchecked-score-as-zero': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'A score that nobody checked is null.',
    source: 'specs/documents.yaml',
  },
  'failed-check-counts-as-pass': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'A check that errors is no pass: the section has a warning.',
    source: 'specs/jobs.yaml',
  },
  'poor-document-delivered': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'A document with too few good sections is not delivered.',
    source: 'specs/jobs.yaml: at least 85 % are delivered',
  },
  'poor-document-not-refunded': {
    class: 'streams and quality',
    service: 'payments',
    rule: 'What failed its quality checks is refunded without asking.',
    source: 'specs/jobs.yaml',
  },
  'export-of-another-type': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'An export is a real file of the type that was asked for.',
    source: 'specs/documents.yaml',
  },
  'export-of-unfinished-document': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'Only a completed document is exported.',
    source: 'specs/documents.yaml',
  },
  'estimate-without-range': {
    class: 'streams and quality',
    service: 'documents',
    rule: 'An estimate has a range of 20 per cent either way.',
    source: 'specs/documents.yaml',
  },
} as const satisfies Readonly<Record<string, Fault>>
