import type { DeviceFacts, Party, Signed } from '../facts.js';

/** What both sheets of a hand-over say: a reference, never a name. */
export interface HandoverFacts {
  /** The beneficiary's random reference. */
  readonly reference: string;
  readonly structure: Party;
  /** Where and when whoever answers that telephone is there. Older sheets do not say. */
  readonly contact?: { readonly address: string | null; readonly hours: string | null } | null;
  readonly device: DeviceFacts;
  readonly accessories?: readonly string[];
  readonly mode: 'gift' | 'sale';
  readonly priceCents?: number | null;
  /** Who pays the price of a sale. Older sheets do not say. */
  readonly paidBy?: 'buyer' | 'structure' | null;
  /** What was tested of it, in words. Older sheets do not say. */
  readonly tested?: { readonly main: string; readonly under: string | null } | null;
  /** Warranty or support, in words and dated by the caller. */
  readonly warranty?: string | null;
  readonly handedOverAt: string;
  readonly by: Signed;
  /** How the person signed the structure's sheet. */
  readonly signature: 'drawn' | 'paper' | 'typed' | 'none';
  /** Of a device that replaces a broken one, signed by nobody: why, in words. */
  readonly unsigned?: string | null;
  /** They did not sign, and agreed by telephone, as the structure says. Older sheets do not say. */
  readonly agreedByPhone?: boolean;
  /** What the person confirmed, word for word. */
  readonly undertaking?: string;
  /** When the structure's sheet is erased, with the name and the signature on it. Older sheets do not say. */
  readonly erasedAt?: string | null;
  /** On what keeping the person's name rests, and whom to reach (GDPR, art. 13). Older sheets do not say. */
  readonly register?: { readonly basis: string | null; readonly contact: string; readonly phone: string };
  /** The code of the device this one replaces. */
  readonly replaces?: string | null;
}

/** Sealed: exists only on the structure's own sheet, and goes with it. */
export interface HandoverIdentity {
  readonly name: string;
  readonly contact?: string | null;
  /** PNG of the drawn signature, or the photographed paper (PNG or JPEG), in base64. */
  readonly signatureImage?: string | null;
}
