import type { Caller, SandboxReply } from '../engine/call.ts'
import type { ZoomBehaviours } from '../generated/providers/zoom.ts'
import type { Meeting, MeetingFields, MeetingItem, User } from '../generated/providers/zoom-types.ts'
import type { World } from '../world/world.ts'
import { isGoodKey } from './api-keys.ts'
import { type MeetingRow, meetings, type UserRow, userByEmail, userById } from './zoom-rows.ts'
import { isTimeZone, momentAt, zoomTime } from './zoom-times.ts'

interface AnyCall {
  readonly world: World
  readonly caller: Caller
  problem(code: string, options?: { extra: Record<string, unknown> }): Error
}

const minute = 60_000
/** Never Zoom's own host: a number that the seed makes up may be somebody's meeting. */
const host = 'https://zoom.example.test'

/** Users, and what they plan. */
export const meetingBehaviours = {
  'zoom.getUser': (call) => call.reply(200, userOf(visibleUser(call, call.path.userId))),
  'zoom.listMeetings': (call) => {
    const { type = 'scheduled', page_size = 30, page_number: number = 1, next_page_token: token = '' } = call.query
    const page = token === '' ? number : pageOf(token)
    const { id } = visibleUser(call, call.path.userId)
    const now = call.world.clock.now()
    const all = meetings(call.world)
      .where({ host_id: id })
      .filter((row) => listed[type](row, now))
      .sort((one, other) => (one.start ?? 0) - (other.start ?? 0) || one.created - other.created)
    const pages = Math.ceil(all.length / page_size)
    if (token !== '' && (page === undefined || page > pages)) throw call.problem('page_unknown')
    const at = page ?? 1
    return call.reply(200, {
      page_count: pages,
      page_number: at,
      page_size,
      total_records: all.length,
      next_page_token: at < pages ? btoa(`page ${at + 1}`) : '',
      meetings: all.slice((at - 1) * page_size, at * page_size).map(itemOf),
    })
  },
  'zoom.createMeeting': (call) => {
    const { world } = call
    const { id: host_id, email: host_email } = visibleUser(call, call.path.userId)
    const random = world.random('zoom')
    const row = changed(call, call.body, {
      id: random.integer(80_000_000_000, 89_999_999_999),
      uuid: `${random.token(22)}==`,
      host_id,
      host_email,
      topic: 'Zoom Meeting',
      type: 2,
      start: null,
      duration: 60,
      timezone: 'UTC',
      password: random.token(6),
      settings: defaults,
      created: world.clock.now(),
    })
    return call.reply(201, meetingOf(meetings(world).insert(row), world))
  },
  'zoom.getMeeting': (call) => call.reply(200, meetingOf(visibleMeeting(call, call.path.meetingId), call.world)),
  'zoom.updateMeeting': (call) => {
    const { id, ...row } = changed(call, call.body, visibleMeeting(call, call.path.meetingId))
    meetings(call.world).update(id, row)
    return done()
  },
  'zoom.deleteMeeting': (call) => {
    meetings(call.world).delete(visibleMeeting(call, call.path.meetingId).id)
    return done()
  },
} satisfies ZoomBehaviours

const done = (): SandboxReply => ({ status: 204, headers: {} })

const defaults = {
  host_video: false,
  participant_video: false,
  join_before_host: false,
  mute_upon_entry: false,
  waiting_room: true,
  meeting_authentication: false,
  approval_type: 2,
  audio: 'both',
  auto_recording: 'none',
  alternative_hosts: '',
} as const

type Listed = (row: MeetingRow, now: number) => boolean

const goesOn: Listed = ({ start, duration }, now) => start !== null && start <= now && now < start + duration * minute
const isOver: Listed = ({ type, start, duration }, now) =>
  type < 3 && start !== null && start + duration * minute <= now
const isPlanned: Listed = (row, now) => row.type !== 1 || goesOn(row, now)
const isUpcoming: Listed = (row, now) => isPlanned(row, now) && !isOver(row, now)

const listed = {
  scheduled: isPlanned,
  live: goesOn,
  upcoming: isUpcoming,
  upcoming_meetings: isUpcoming,
  previous_meetings: (row, now) => isPlanned(row, now) && isOver(row, now),
} satisfies Record<string, Listed>

function pageOf(token: string): number | undefined {
  try {
    const [, page] = /^page (\d{1,6})$/.exec(atob(token)) ?? []
    return page === undefined ? undefined : Number(page)
  } catch {
    return undefined
  }
}

/** Users see themselves. An app that acts for the account sees everybody. */
function visibleUser(call: AnyCall, id: string): UserRow {
  const { email, account } = call.caller.claims
  const self = userByEmail(call.world, String(email))
  if (id === 'me' || id === self.id || id.toLowerCase() === self.email) return self
  const known = userById(call.world, id) ?? (id.includes('@') && isGoodKey(id) ? id : undefined)
  if (account !== true || known === undefined)
    throw call.problem('user_not_found', { extra: { message: `User does not exist: ${id}.` } })
  return typeof known === 'string' ? userByEmail(call.world, known) : known
}

function visibleMeeting(call: AnyCall, id: number): MeetingRow {
  const row = meetings(call.world).get(id)
  const { email, account } = call.caller.claims
  if (row === undefined || (account !== true && row.host_id !== userByEmail(call.world, String(email)).id))
    throw call.problem('meeting_not_found', { extra: { message: `Meeting does not exist: ${id}.` } })
  return row
}

/** What a meeting is after what was said of it. */
function changed(call: AnyCall, fields: MeetingFields, before: MeetingRow): MeetingRow {
  const { topic, type, start_time, duration, timezone, agenda, password, recurrence, settings } = fields
  const row = {
    ...before,
    ...(topic !== undefined && { topic }),
    ...(type !== undefined && { type }),
    ...(duration !== undefined && { duration }),
    ...(timezone !== undefined && { timezone }),
    ...(agenda !== undefined && { agenda }),
    ...(password !== undefined && { password }),
    ...(recurrence !== undefined && { recurrence }),
    settings: { ...before.settings, ...settings },
  }
  if (!isTimeZone(row.timezone)) throw invalid(call, 'timezone')
  if (row.type === 8 && row.recurrence === undefined) throw invalid(call, 'recurrence')
  const planned = start_time === undefined ? before.start : momentAt(start_time, row.timezone)
  if (planned === undefined) throw invalid(call, 'start_time')
  const now = call.world.clock.now()
  if (row.type === 3) return { ...row, start: null }
  return { ...row, start: (row.type === 1 ? before.start : planned) ?? now }
}

const invalid = (call: AnyCall, field: string): Error =>
  call.problem('validation_failed', { extra: { errors: [{ field, message: 'Invalid field.' }] } })

function itemOf(row: MeetingRow): MeetingItem {
  const { uuid, id, host_id, topic, type, start, duration, timezone, agenda, created } = row
  return {
    ...{ uuid, id, host_id, topic, type },
    ...(start !== null && { start_time: zoomTime(start), duration }),
    timezone,
    ...(agenda !== undefined && { agenda }),
    created_at: zoomTime(created),
    join_url: `${host}/j/${id}?pwd=${row.password}`,
  }
}

function meetingOf(row: MeetingRow, world: World): Meeting {
  const { host_email, password, settings, recurrence } = row
  return {
    ...itemOf(row),
    host_email,
    status: goesOn(row, world.clock.now()) ? 'started' : 'waiting',
    start_url: `${host}/s/${row.id}`,
    password,
    ...(recurrence !== undefined && { recurrence }),
    settings,
  }
}

function userOf({ id, email, pmi, created }: UserRow): User {
  const [name = email, domain = ''] = email.split('@')
  const first_name = capital(name)
  const last_name = capital(domain.split('.', 1)[0] ?? '')
  return {
    ...{ id, first_name, last_name, display_name: `${first_name} ${last_name}`, email, type: 2, role_name: 'Member' },
    ...{ pmi, timezone: 'UTC', verified: 1, account_id: 'concord', status: 'active', created_at: zoomTime(created) },
  }
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
