import type { Need, Requestable, Urgency } from './needs.js';
import type { RequestRefusal, RequestState, RequestVerb } from './request.lifecycle.js';

export interface RequestListView {
  readonly id: string;
  readonly number: string;
  readonly structureId: string;
  readonly structure: string;
  readonly commune: string;
  readonly state: RequestState;
  readonly urgency: Urgency;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly expiresAt: Date | null;
  /** While it is neither served nor ended: when it was sent. */
  readonly waitingSince: Date | null;
  /** « 2 portables, 1 tablette », as quantities by category. */
  readonly asked: readonly { readonly category: Requestable; readonly quantity: number }[];
  readonly fulfilled: number;
  readonly reserved: number;
  readonly units: number;
  /** How many of them the bank has not answered yet. */
  readonly unanswered: number;
}

export interface RequestUnitView {
  readonly id: string;
  readonly state: 'asked' | 'approved' | 'fulfilled' | 'closed';
  readonly category: Requestable;
  readonly needs: readonly Need[];
  readonly beneficiaryId: string | null;
  readonly reference: string | null;
  readonly deviceId: string | null;
  readonly deviceCode: string | null;
  readonly deviceState: string | null;
  /** Why it was left out when the rest was approved. */
  readonly refusalReason: RequestRefusal | null;
}

export interface RequestLineView {
  readonly id: string;
  readonly category: Requestable;
  readonly quantity: number;
  /** How many of it the bank has not answered yet. */
  readonly unanswered: number;
  readonly needs: readonly Need[];
}

export interface RequestEventView {
  readonly verb: RequestVerb;
  readonly at: Date;
  readonly operatorNumber: number | null;
  readonly organisation: string | null;
}

export interface RequestView extends RequestListView {
  readonly placeId: string;
  readonly place: string;
  readonly refusalReason: RequestRefusal | null;
  readonly refusalNote: string;
  readonly decidedAt: Date | null;
  readonly lines: readonly RequestLineView[];
  readonly unitList: readonly RequestUnitView[];
  readonly events: readonly RequestEventView[];
  /** What the table lets this actor do now. */
  readonly allowed: readonly RequestVerb[];
}

export interface LineInput {
  readonly category: string;
  readonly quantity: number;
  readonly needs: readonly string[];
}

export interface RequestInput {
  readonly placeId: string;
  readonly urgency?: string;
  readonly lines: readonly LineInput[];
}
