// Generated from specs/providers/google.yaml by npm run generate; do not edit.

/** Certificates in PEM, by the id of their key. */
export type Certificates = Record<string, string>

/** What Google's APIs answer when they refuse. */
export interface ErrorResponse {
  error: {
    code: number
    message: string
    status: string
    errors: {
      message: string
      domain: string
      reason: string
    }[]
  }
}

/** Public keys. */
export interface Keys {
  keys: {
    kty: string
    use: string
    alg: string
    kid: string
    n: string
    e: string
  }[]
}

/** What Google's authorization server answers when it refuses. */
export interface OAuthError {
  error: string
  error_description?: string
}

/** A task. */
export interface Task {
  kind: 'tasks#task'
  id: string
  etag: string
  title: string
  notes?: string
  due?: string
  completed?: string
  status: 'needsAction' | 'completed'
  updated: string
  selfLink: string
  parent?: string
  /** Text by which those that belong together are sorted. */
  position: string
  deleted?: boolean
  hidden?: boolean
}

/** What can be said of a task. */
export interface TaskFields {
  title?: string
  /** `null` takes them away. */
  notes?: string | null
  /** Only the day counts. `null` takes it away. */
  due?: string | null
  status?: 'needsAction' | 'completed'
}

/** A list of tasks. */
export interface TaskList {
  kind: 'tasks#taskList'
  id: string
  etag: string
  title: string
  updated: string
  selfLink: string
}

/** What can be said of a list. */
export interface TaskListFields {
  title: string
}

/** All lists. */
export interface TaskLists {
  kind: 'tasks#taskLists'
  nextPageToken?: string
  items: TaskList[]
}

/** A page of tasks. */
export interface Tasks {
  kind: 'tasks#tasks'
  nextPageToken?: string
  items: Task[]
}

/** What is exchanged. */
export interface TokenForm {
  grant_type: string
  code?: string
  redirect_uri?: string
  refresh_token?: string
  code_verifier?: string
  client_id?: string
  client_secret?: string
}

/** What a token is good for. Numbers are text, as Google writes them here. */
export interface TokenInfo {
  azp: string
  aud: string
  sub: string
  scope: string
  exp: string
  expires_in: string
  email: string
  email_verified: string
  access_type: string
}

/** What is had for it. */
export interface Tokens {
  access_token: string
  expires_in: number
  refresh_token?: string
  scope: string
  token_type: 'Bearer'
  id_token?: string
}

/** Who signed in. */
export interface UserInfo {
  sub: string
  name: string
  given_name: string
  email: string
  email_verified: boolean
}

/** A task as it shall be. */
export interface WholeTask {
  /** That of the path. */
  id: string
  title?: string
  notes?: string
  /** Only the day counts. */
  due?: string
  status?: 'needsAction' | 'completed'
}
