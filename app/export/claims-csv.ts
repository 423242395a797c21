import { numberText, type Claim } from '#app/claims/claim.ts';
import type { Evidence } from '#app/claims/evidence.ts';
import { csv } from '#app/export/csv.ts';

/** A claim with what it rests on. */
export type ClaimWithEvidence = Claim & { supportedBy: readonly Evidence[] };

/** What an export names that the claims themselves don't say. */
export type Names = {
  /** A person's name by their id. */
  person(id: string): string;
  verdict(claim: Claim): string;
  /** `confidential source, held by NAME` */
  confidential(holder: string): string;
};

const COLUMNS = [
  ...['number', 'quote', 'statement', 'speaker', 'kind', 'priority'],
  ...['checker', 'due', 'verdict', 'finding', 'evidence'],
];

/** An article's claims as a table for spreadsheets, a line each; of confidential sources no more than who holds them. */
export function claimsCsv(
  claims: readonly ClaimWithEvidence[],
  names: Names,
): string {
  return csv([
    COLUMNS,
    ...claims.map(claim => [
      ...[numberText(claim.number), claim.quote, claim.statement],
      ...[claim.speaker ?? '', claim.kind, claim.priority],
      claim.checker === null ? '' : names.person(claim.checker),
      ...[claim.due ?? '', names.verdict(claim), claim.finding],
      claim.supportedBy.map(one => evidenceLine(one, names)).join('\n'),
    ]),
  ]);
}

const SIGNS = { supports: '+', refutes: '−', context: '·' };

function evidenceLine(evidence: Evidence, names: Names): string {
  const { stance, source, quote, locator, quoteCheck } = evidence;
  const sign = SIGNS[stance];
  if (source.id === null) {
    return `${sign} ${names.confidential(source.heldBy.name)} [${quoteCheck}]`;
  }
  const place = [
    locator.page === null ? '' : `p. ${locator.page}`,
    locator.time ?? '',
  ].filter(Boolean);
  const where = place.length > 0 ? ` (${place.join(', ')})` : '';
  const said = quote === '' ? '' : ` “${quote}”`;
  return `${sign} ${source.title}${where}${said} [${quoteCheck}]`;
}
