export {
  Act,
  type ActOn,
  type ActSpec,
  ApiController,
  AskedForm,
  type Nothing,
  type Posted,
  PostedForm,
  Read,
  type Submission,
} from './act.js';
export { AnswerAdapter } from './answers/adapter.js';
export { agentAnswer, agentError, sendIt, speaksJson, wellReceived } from './answers/agent-answers.js';
export {
  type Acted,
  Answer,
  Files,
  fileContents,
  html,
  JsonAnswer,
  json,
  jsonText,
  seeOther,
} from './answers/answer.js';
export { serveAssets } from './answers/assets.js';
export { Deprecated, PageName } from './answers/deprecation.js';
export { tagAnswers } from './answers/etag.js';
export { setSecurityHeaders } from './answers/security-headers.js';
export { AGENT_ADDRESSES, admitAgents, isAgentRequest } from './askers/agents.js';
export { countedBy, shownMark } from './askers/asker.js';
export { FairShare, shareFairly } from './askers/fair-share.js';
export { NetworkDoor, type NetworkDoorBounds } from './askers/network-door.js';
export { boundStrangers, goElsewhere, releasePlace, StrangersDoors } from './askers/strangers.js';
export { Turnstile } from './askers/turnstile.js';
export { waitAsKind } from './askers/wait-as-kind.js';
export { whoAsks } from './askers/who-asks.js';
export { boundReceiving, type ReceivingBounds } from './bodies/in-flight.js';
export type { Pots } from './bodies/pots.js';
export { refuseOddForms, refuseUnstorableText } from './bodies/storable-text.js';
export { StrangersBodies } from './bodies/strangers-bodies.js';
export { unpack } from './bodies/unpack.js';
export { acceptUploads, forgetLeftUploads, type Uploaded } from './bodies/uploads.js';
export {
  authRequestCookie,
  deviceCookie,
  type FlashNotice,
  flashCookie,
  readAuthRequest,
  readBearer,
  readDevice,
  readSession,
  sessionCookie,
} from './cookies.js';
export { Context, Ctx } from './ctx.js';
export { ExportFormat, ExportQuery, NoPart } from './exports/export-format.dto.js';
export { exportAnswer, exportOf, listAnswer, type OutColumn, spreadsheetAnswer } from './exports/spreadsheet-export.js';
export { readiness, serveHealth } from './health.js';
export { backgroundLog, programLog, requestId } from './log.js';
export { keepMenuCounts } from './menu/menu-counts.js';
export { entryOf } from './menu/navigation.js';
export {
  apiQuery,
  Cursor,
  filterToSave,
  Limit,
  type ListQuery,
  PlainListQuery,
  pageQuery,
  readListQuery,
} from './pagination/page-query.js';
export { type DeclaredRoute, declaredRoutes, everyRouteDeclaresItsPolicy } from './policy/policy.check.js';
export { Policy } from './policy/policy.guard.js';
export type { PolicyRule } from './policy/policy.rule.js';
export { type Leads, leadsBy, openAmong } from './policy/route-rights.js';
export { lookAtWorkers, servesTrial, watchWorkers } from './process-state.js';
export { ErrorsFilter } from './refusals/errors.filter.js';
export { Invalid, leadOfRule, Refused, tellToWait } from './refusals/refusals.js';
export {
  addSentences,
  hasSentence,
  KEY_SCOPE_WORDS,
  knownCodes,
  type Sentences,
  says,
  sentenceAmongMany,
  sentenceOf,
  sentenceOfRule,
} from './refusals/sentences.js';
export { choice, day, fields, hour, mail, one, several, text, tick, whole } from './validation/fields.js';
export { rememberRules } from './validation/remembered-rules.js';
export { SigningDto } from './validation/signing.dto.js';
export { addFieldWords, type FieldWords, hasFieldWords } from './validation/typed-words.js';
export { type FormClass, IsDay, readForm } from './validation/validation.js';
export { apiValidation } from './validation/validation.pipe.js';
export { siteOf } from './view.js';
