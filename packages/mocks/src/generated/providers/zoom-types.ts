// Generated from specs/providers/zoom.yaml by npm run generate; do not edit.

/** What Zoom's API answers when it refuses. */
export interface ErrorResponse {
  code: number
  message: string
  errors?: {
    field: string
    message: string
  }[]
}

/** A meeting. */
export interface Meeting {
  uuid: string
  id: number
  host_id: string
  host_email: string
  topic: string
  type: number
  /** It goes on from its time for its duration. */
  status: 'waiting' | 'started'
  start_time?: string
  duration?: number
  timezone: string
  agenda?: string
  created_at: string
  start_url: string
  join_url: string
  password: string
  recurrence?: Recurrence
  settings: MeetingSettings
}

/** What can be said of a meeting. */
export interface MeetingFields {
  topic?: string
  /** Instant, planned, or recurring without or with a fixed time. */
  type?: 1 | 2 | 3 | 8
  /** With `Z` in UTC, without it in `timezone`. */
  start_time?: string
  /** In minutes. */
  duration?: number
  /** A name such as Europe/Rome. */
  timezone?: string
  agenda?: string
  password?: string
  recurrence?: Recurrence
  settings?: MeetingSettings
}

/** What a list tells of a meeting. */
export interface MeetingItem {
  uuid: string
  id: number
  host_id: string
  topic: string
  type: number
  start_time?: string
  duration?: number
  timezone: string
  agenda?: string
  created_at: string
  join_url: string
}

/** A page of meetings. */
export interface MeetingList {
  page_count: number
  page_number: number
  page_size: number
  total_records: number
  /** Empty on the last page. */
  next_page_token: string
  meetings: MeetingItem[]
}

/** How a meeting is held. */
export interface MeetingSettings {
  host_video?: boolean
  participant_video?: boolean
  join_before_host?: boolean
  mute_upon_entry?: boolean
  waiting_room?: boolean
  meeting_authentication?: boolean
  approval_type?: 0 | 1 | 2
  audio?: 'both' | 'telephony' | 'voip' | 'thirdParty'
  auto_recording?: 'local' | 'cloud' | 'none'
  alternative_hosts?: string
}

/** What Zoom's authorization server answers when it refuses. */
export interface OAuthError {
  reason: string
  error: string
}

/** When a meeting comes again. */
export interface Recurrence {
  /** Daily, weekly, monthly. */
  type: 1 | 2 | 3
  repeat_interval?: number
  weekly_days?: string
  monthly_day?: number
  end_times?: number
  end_date_time?: string
}

/** What is revoked. */
export interface RevokeForm {
  token: string
  client_id?: string
  client_secret?: string
}

/** That it is. */
export interface Revoked {
  status: 'success'
}

/** What is exchanged. */
export interface TokenForm {
  grant_type: string
  code?: string
  redirect_uri?: string
  code_verifier?: string
  refresh_token?: string
  account_id?: string
  client_id?: string
  client_secret?: string
}

/** What is had for it. */
export interface Tokens {
  access_token: string
  token_type: 'bearer'
  refresh_token?: string
  expires_in: number
  scope: string
  /** Where the API is. */
  api_url: string
}

/** A user. */
export interface User {
  id: string
  first_name: string
  last_name: string
  display_name: string
  email: string
  /** 2 is licensed. */
  type: number
  role_name: string
  /** The number of the user's own meeting room. */
  pmi: number
  timezone: string
  verified: number
  account_id: string
  status: string
  created_at: string
}
