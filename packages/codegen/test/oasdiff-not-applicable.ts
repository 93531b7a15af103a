const policy = 'it judges one version by a policy (a sunset must be named, and far enough away), not a change'
const stability = '`x-stability-level` is an extension of oasdiff; specs of others say nothing by it'
const version = '`info.version` of a spec promises nothing here; --bump tells the step that follows'

/** Checks that do not apply, and why. */
export const notApplicable: Readonly<Record<string, string>> = {
  'api-deprecated-sunset-missing': policy,
  'api-deprecated-sunset-parse': policy,
  'api-path-sunset-parse': policy,
  'api-sunset-date-too-small': policy,
  'request-parameter-deprecated-sunset-missing': policy,
  'request-parameter-sunset-date-too-small': policy,
  'request-parameter-sunset-parse': policy,
  'request-property-deprecated-sunset-invalid': policy,
  'request-property-deprecated-sunset-missing': policy,
  'request-property-sunset-date-too-small': policy,
  'response-property-deprecated-sunset-invalid': policy,
  'response-property-deprecated-sunset-missing': policy,
  'response-property-sunset-date-too-small': policy,
  'api-invalid-stability-level': stability,
  'api-stability-decreased': stability,
  'api-stability-increased': stability,
  'request-property-stability-decreased': stability,
  'request-property-stability-increased': stability,
  'response-property-stability-decreased': stability,
  'response-property-stability-increased': stability,
  'api-version-not-bumped': version,
  'api-version-decreased': version,
  'api-major-version-not-bumped': version,
}
