import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Posted, Uploaded } from '#platform/http';
import type { FieldProblem } from '#platform/ui';
import { problemOfPerson, readPerson } from '../../beneficiaries/web/beneficiary-form.page.js';
import { ACCESSORIES, type Accessory } from '../../codes.js';
import { drawnSignature, paperSignature, type Signature, typedSignature } from '../signature.js';
import { HandOverDto, type SignatureDto } from './handovers.dto.js';

/** A hand-over as its page asks for it: a reference may be typed; a price never is. */
export class HandOverForm extends HandOverDto {
  @IsOptional() @IsString() @MaxLength(20) reference?: string;
}

export function readHandOverForm(posted: Posted, files: readonly Uploaded[]): object {
  const { beneficiaryId, reference, mode, criterion, paidBy, accessories, password } = posted;
  return {
    beneficiaryId,
    reference,
    mode,
    criterion,
    paidBy,
    password,
    newBeneficiary: readPerson(posted),
    accessories: [accessories].flat().filter(isAccessory),
    signature: signatureIn(posted, files),
  };
}

export const problemOfHandover = (problems: readonly FieldProblem[]): FieldProblem[] =>
  problemOfPerson(problems).map((p) => ({ ...p, field: p.field === 'priceCents' ? 'mode' : p.field }));

/** The signature that was sent; a form's paper is a photo among its files. @throws RuleBroken where it cannot be read */
export async function readSignature(
  { kind, data: sent, originalPlace }: SignatureDto,
  files: readonly Uploaded[],
): Promise<Signature> {
  const data = sent ?? '';
  if (kind === 'drawn') return drawnSignature(data);
  // Its words are those of the hand-over, whatever was sent.
  if (kind === 'typed') return typedSignature('confirmé');
  const photo = files.find(isPhoto);
  return paperSignature(photo ? await photo.read() : Buffer.from(data, 'base64'), originalPlace);
}

/** The drawing first, else the photographed paper, else the ticked confirmation. */
export function signatureIn(posted: Posted, files: readonly Uploaded[]) {
  if (posted['signature']) return { kind: 'drawn', data: posted['signature'] };
  if (files.some(isPhoto)) return { kind: 'paper', originalPlace: posted['signature_original'] };
  return posted['signature_confirme'] ? { kind: 'typed' } : undefined;
}

const isPhoto = (file: Uploaded): boolean => file.field === 'signature_photo' && file.size > 0;
const isAccessory = (name: unknown): name is Accessory => Object.hasOwn(ACCESSORIES, String(name));
