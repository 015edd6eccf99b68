export { Act, type ActOn, type Posted, Read, type Submission } from './act.js';
export { AnswerAdapter } from './adapter.js';
export { agentAnswer, agentError, sendIt, speaksJson, wellReceived } from './agent-answers.js';
export { AGENT_ADDRESSES, admitAgents, isAgentRequest } from './agents.js';
export { Answer, html, JsonAnswer, json, seeOther } from './answer.js';
export { serveAssets } from './assets.js';
export { authRequestCookie, readAuthRequest } from './auth-request-cookie.js';
export { lookAtWorkers, watchWorkers } from './background.js';
export { countedBy } from './counted-by.js';
export { Context, Ctx } from './ctx.js';
export { Cursor } from './cursor.js';
export { deviceCookie, readDevice } from './device-cookie.js';
export { diskOf } from './disks.js';
export { ErrorsFilter } from './errors.filter.js';
export { ExportFormat, ExportQuery } from './export.dto.js';
export { FairShare, shareFairly } from './fair-share.js';
export { flashCookie, type Said } from './flash.js';
export { refuseOddForms } from './form-values.js';
export { readiness, serveHealth } from './health.js';
export { boundReceiving, type ReceivingBounds } from './in-flight.js';
export { IsDay } from './is-day.js';
export { exportOf, listAnswer, type OutColumn } from './list-export.js';
export { apiQuery, type ListQuery, pageQuery, readListQuery } from './list-query.js';
export { backgroundLog, programLog, requestId } from './log.js';
export { keepMenuCounts } from './menu-counts.js';
export { entryOf } from './navigation.js';
export { NetworkDoor, type NetworkDoorBounds } from './network-door.js';
export { type DeclaredRoute, declaredRoutes, everyRouteDeclaresItsPolicy } from './policy.check.js';
export { Policy, type PolicyRule } from './policy.js';
export type { Pots } from './pots.js';
export { Invalid, leadOfRule, Refused, tellToWait } from './refusals.js';
export { rememberRules } from './remembered-rules.js';
export { labelOfRole } from './role.words.js';
export { type Leads, leadsBy, openAmong } from './route-rights.js';
export { setSecurityHeaders } from './security-headers.js';
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
} from './sentences.js';
export { readBearer, readSession, sessionCookie } from './session-cookie.js';
export { SigningDto } from './signing.dto.js';
export { siteOf } from './site.js';
export { exportAnswer, spreadsheetAnswer } from './spreadsheet-answer.js';
export { refuseUnstorableText } from './storable-text.js';
export { boundStrangers, goElsewhere, releasePlace, StrangersDoors } from './strangers.js';
export { StrangersBodies } from './strangers-bodies.js';
export { servesTrial } from './trial.js';
export { Turnstile } from './turnstile.js';
export { addFieldWords, type FieldWords, hasFieldWords } from './typed-words.js';
export { unpack } from './unpack.js';
export { acceptUploads, forgetLeftUploads, type Uploaded } from './uploads.js';
export { type FormClass, readForm } from './validation.js';
export { apiValidation } from './validation.pipe.js';
export { waitAsKind } from './wait-as-kind.js';
