import type { Rule } from './rule.ts'

const refused = 'a client that sends what was allowed is refused'
const unprepared = 'a client may be told what it does not expect'
const onwards = 'clients go on as before'

const breaks = (title: string, because: string): Rule => ({ level: 'breaking', breaks: 'client', title, because })
const warns = (title: string, because: string): Rule => ({ level: 'warning', breaks: 'client', title, because })
const safe = (title: string, because = onwards): Rule => ({ level: 'safe', breaks: 'nobody', title, because })
/** Clients go on; whoever answers them has more to do. */
const obliges = (title: string, duty: string): Rule => ({
  level: 'safe',
  breaks: 'backend',
  title,
  because: `${onwards}; the backend must ${duty}`,
})
const announced = (title: string, because: string): Rule => ({ ...warns(title, because), bump: 'major' })
const words = (title: string): Rule => ({ ...safe(title, 'nobody breaks'), bump: 'patch' })

/** The rules for everything that is no schema. Those for schemas are made from `schemaKinds`, one for each direction. */
export const operationRules = {
  'api-added': obliges('A whole API was added', 'answer it'),
  'api-removed': breaks('A whole API is gone', 'every client that calls it breaks'),
  'operation-added': obliges('An operation was added', 'answer it'),
  'operation-removed': breaks('An operation is gone that had not been deprecated', 'every client that calls it breaks'),
  'operation-removed-before-sunset': breaks(
    'A deprecated operation is gone before the day that its `x-sunset` names',
    'clients counted on that day',
  ),
  'operation-removed-after-deprecation': announced(
    'A deprecated operation is gone',
    'it was announced; a client that still calls it breaks',
  ),
  'operation-moved': breaks(
    'The method or path of an operation is another',
    'every client that calls the old address breaks',
  ),
  'operation-renamed': breaks('The operationId is another', 'code that calls the generated method does not compile'),
  'operation-id-changed': warns(
    'The operationId in a spec without our names is another, or new',
    'code generated from the spec may call it by its old name',
  ),
  'operation-deprecated': safe('An operation is deprecated now', 'clients have time to leave it'),
  'operation-undeprecated': safe('An operation is not deprecated any more'),
  'operation-sunset-earlier': warns(
    'The day of the end of an operation (`x-sunset`) is earlier, or no day is named any more',
    'clients have less time than they were told',
  ),
  'tags-changed': words('The tags of an operation are others'),
  'server-removed': warns('An address under `servers` is gone', 'a client that calls that address may reach nobody'),
  'server-added': safe('An address was added under `servers`'),

  'required-parameter-added': breaks('A required parameter was added', 'a client that does not send it is refused'),
  'optional-parameter-added': obliges('An optional parameter was added', 'understand it'),
  'parameter-removed': warns('A parameter is gone', 'what a client sends there is ignored from now on'),
  'parameter-removed-after-deprecation': announced(
    'A parameter that had been deprecated is gone',
    'it was announced; a client that still sends it is not heard',
  ),
  'path-parameter-renamed': warns(
    'A parameter of the path has another name',
    'generated code may call it by its old name',
  ),
  'parameter-moved': breaks(
    'A parameter stands in another place (query, header, cookie)',
    'a client that sends it in the old place is not heard',
  ),
  'parameter-became-required': breaks('A parameter is required now', 'a client that does not send it is refused'),
  'parameter-became-optional': obliges('A parameter is not required any more', 'do without it'),
  'parameter-style-changed': breaks(
    'A parameter is written in another way (`style`, `explode`, `content`)',
    'a client that writes it as before is misunderstood',
  ),

  'required-body-added': breaks('A required request body was added', 'a client that sends none is refused'),
  'optional-body-added': obliges('An optional request body was added', 'understand it'),
  'body-removed': breaks('The request body is gone', 'what a client sends there is ignored or refused'),
  'body-became-required': breaks('The request body is required now', 'a client that sends none is refused'),
  'body-became-optional': obliges('The request body is not required any more', 'do without it'),
  'request-media-type-added': obliges('A request may have another media type', 'understand it'),
  'request-media-type-removed': breaks('A request may not have a media type any more', refused),

  'success-status-added': warns(
    'Another status may tell of success',
    'a client that knows only the others may take it for a fault',
  ),
  'success-status-removed': breaks(
    'A status that told of success is gone',
    'a client that waits for it is told something else',
  ),
  'error-status-added': safe('Another status may tell of a fault', 'clients fall back to what they do with any fault'),
  'error-status-removed': warns(
    'A status that told of a fault is gone',
    'a client that handles it may be told something else',
  ),
  'response-media-type-added': safe(
    'An answer may come in another media type',
    `${onwards}, as long as they say what they accept`,
  ),
  'response-media-type-removed': breaks('An answer does not come in a media type any more', unprepared),
  'response-media-type-widened': breaks('An answer comes in a wider range of media types', unprepared),
  'response-media-type-narrowed': obliges('An answer comes in a narrower range of media types', 'keep to it'),
  'request-media-type-widened': obliges('A request may have a wider range of media types', 'understand them'),
  'request-media-type-narrowed': breaks('A request may have a narrower range of media types only', refused),
  'optional-header-removed': warns('An optional header of an answer is gone', 'a client that reads it finds nothing'),
  'required-header-removed': breaks('A required header of an answer is gone', 'a client that reads it finds nothing'),
  'header-added': obliges('A header was added to an answer', 'send it'),
  'header-became-optional': breaks(
    'A header of an answer is not required any more',
    'a client that counts on it may find nothing',
  ),
  'header-became-required': obliges('A header of an answer is required now', 'always send it'),

  'error-code-added': warns(
    'Another problem code may be answered',
    'a client falls back to what it does with the status',
  ),
  'error-code-removed': breaks('A problem code is gone', 'a client that handles it is told something else, or nothing'),
  'error-code-renamed': breaks(
    'A problem code is gone and another stands in its place',
    'a client that handles the old one does not know the new',
  ),
  'error-code-moved': breaks(
    'A problem code is answered with another status',
    'a client that handles it under the old status does not',
  ),

  'security-added': breaks(
    'An operation that was open needs authentication',
    'a client that sends no credentials is refused',
  ),
  'security-removed': safe('An operation needs no authentication any more'),
  'security-alternative-removed': breaks(
    'One way to authenticate is gone, or needs more than before',
    'a client that authenticates in that way is refused',
  ),
  'security-alternative-added': obliges('There is another way to authenticate', 'accept it'),
  'scope-added': breaks('A scope is needed that was not', 'a client whose token lacks it is refused'),
  'scope-removed': safe('A scope is not needed any more'),
  'security-scheme-changed': breaks(
    'A security scheme works in another way',
    'a client that authenticates as before is refused',
  ),
  'security-scheme-url-changed': breaks(
    'An address of an OAuth flow is another',
    'a client that asks the old address gets no token',
  ),
  'security-scheme-added': safe('A security scheme was added'),
  'security-scheme-removed': warns('A security scheme is gone', 'a client that uses it has to use another'),
  'security-scheme-scope-added': safe('An OAuth flow offers another scope'),
  'security-scheme-scope-removed': breaks(
    'An OAuth flow does not offer a scope any more',
    'a client that asks for it gets no token',
  ),
  'security-scheme-scope-changed': words('The description of a scope is another'),
  'access-tightened': breaks('Fewer callers are let in (`x-access`)', 'a caller who was let in is refused'),
  'access-loosened': obliges('More callers are let in (`x-access`)', 'let them in'),
  'access-changed': warns(
    'Other callers are let in (`x-access` is `self` in place of `owner`, or the reverse)',
    'a caller who was let in may be refused',
  ),

  'idempotency-added': obliges('An operation accepts `Idempotency-Key` (`x-idempotency`)', 'replay what it answered'),
  'idempotency-removed': breaks(
    'An operation does not accept `Idempotency-Key` any more',
    'a client that repeats a request does its work twice',
  ),
  'pagination-added': breaks(
    'A list comes in pages (`x-pagination`)',
    'a client that reads one answer does not read all',
  ),
  'pagination-removed': breaks('A list does not come in pages any more', 'a client that walks through pages breaks'),
  'pagination-changed': breaks('Pages work in another way', 'a client that walks through pages breaks'),
  'stream-added': breaks('An answer is a stream (`x-stream`)', 'a client that reads one answer breaks'),
  'stream-removed': breaks('An answer is no stream any more', 'a client that reads events breaks'),
  'stream-changed': breaks('The events of a stream are written in another way', 'a client that reads events breaks'),
  'rate-limit-lowered': warns(
    'Fewer requests are let through (`x-rate-limit`)',
    'a client that kept to the old limit may be told to wait',
  ),
  'rate-limit-raised': safe('More requests are let through, or all'),
  'rate-limit-changed': warns(
    'Requests are counted in another way',
    'a client that kept to the old limit may be told to wait',
  ),
  'socket-added': breaks('An operation opens a socket (`x-messages`)', 'a client that waits for an answer breaks'),
  'socket-removed': breaks('An operation does not open a socket any more', 'a client that listens breaks'),
  'server-message-added': breaks('A socket carries another message to its client', unprepared),
  'server-message-removed': breaks(
    'A socket does not carry a message to its client any more',
    'a client that waits for it waits for ever',
  ),
  'client-message-added': obliges('A socket understands another message of its client', 'understand it'),
  'client-message-removed': breaks(
    'A socket does not understand a message of its client any more',
    'a client that sends it is not heard',
  ),
  'close-code-added': warns(
    'A socket may be closed with another code',
    'a client that does not know it cannot tell whether to come back',
  ),
  'close-code-removed': safe('A socket is not closed with a code any more'),
  'close-code-changed': warns('A close code means something else', 'a client that goes by its meaning is wrong'),

  'webhook-added': obliges('A webhook was added', 'send it'),
  'webhook-removed': breaks('A webhook is gone', 'a receiver that waits for it waits for ever'),
  'callbacks-changed': warns(
    'The `callbacks` of an operation are others; what in them is not looked into',
    'a client that is called back may be told what it does not expect',
  ),
  'provider-state-added': {
    level: 'warning',
    breaks: 'backend',
    title: 'A provider state was added (`x-provider-states`)',
    because: 'a backend cannot be verified before its state endpoint knows it',
  },
  'provider-state-removed': safe('A provider state is gone', 'what a backend does for it is never asked for again'),
  'provider-state-returns-more': {
    level: 'warning',
    breaks: 'backend',
    title: 'A provider state must return another value, or one of another kind',
    because: 'a backend cannot be verified before its state endpoint returns it',
  },
  'provider-state-takes-more': {
    level: 'warning',
    breaks: 'backend',
    title: 'A provider state takes other parameters',
    because: 'a backend cannot be verified before its state endpoint takes them',
  },
  'documentation-changed': words('Words, examples or the order of things are others'),
} as const satisfies Readonly<Record<string, Rule>>

export type OperationRule = keyof typeof operationRules
