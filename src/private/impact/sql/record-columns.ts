/** What a record has, as columns of the table of a trail's files, with the empty text for what it lacks. */
import { firstOf, mapped, quoted } from './text';
import { API_VERSION, PREFIXES } from '../vocabulary/actions';
import { BASIC_TIME, EXTENDED_TIME, SIGN_IN_HOST } from '../vocabulary/record-values';

export const RECORD_COLUMNS = [
  `${text('useridentity.type')} AS identity`,
  `${text('useridentity.principalid')} AS principal`,
  `${text('useridentity.arn')} AS arn`,
  `${text('useridentity.accountid')} AS account`,
  `${text('useridentity.username')} AS name`,
  `${text('useridentity.accesskeyid')} AS access_key`,
  `${text('useridentity.invokedby')} AS sender`,
  `${mapped('useridentity.invokedby', { [SIGN_IN_HOST]: '' }, text('useridentity.invokedby'))} AS invoked_by`,
  `lower(${text('useridentity.sessioncontext.attributes.mfaauthenticated')}) AS logged_mfa`,
  `${text('useridentity.sessioncontext.attributes.creationdate')} AS creation_date`,
  `${instant('useridentity.sessioncontext.attributes.creationdate')} AS began`,
  `${text('useridentity.sessioncontext.sessionissuer.type')} AS issuer`,
  `${text('useridentity.sessioncontext.sessionissuer.username')} AS issuer_name`,
  `${text('useridentity.sessioncontext.sessionissuer.arn')} AS issuer_arn`,
  `${text('eventtype')} AS event_type`,
  `${text('eventsource')} AS event_source`,
  `${text('eventname')} AS event_name`,
  `${nameOf(text('eventsource'), text('eventname'))} AS event_action`,
  `${mapped('sourceipaddress', { [SIGN_IN_HOST]: '' }, text('sourceipaddress'))} AS source`,
  `${text('errorcode')} AS error_code`,
  `${text('errormessage')} AS error_message`,
  `lower(${text('sessioncredentialfromconsole')}) AS from_console`,
  'requestparameters AS parameters',
  "json_extract_scalar(responseelements, '$.ConsoleLogin') AS signed_in",
  "json_extract_scalar(additionaleventdata, '$.MFAUsed') AS mfa_used",
  `${instant('eventtime')} AS event_instant`,
  "coalesce(nullif(addendum.originaleventid, ''), nullif(sharedeventid, ''), nullif(eventid, '')) AS event_id",
  `${text('recipientaccountid')} AS recipient`,
  `${text('awsregion')} AS region`,
  `${text('eventcategory')} AS category`,
];

function nameOf(source: string, name: string): string {
  return `concat(${mapped(source, PREFIXES, `split_part(${source}, '.', 1)`)}, ':', regexp_replace(${name}, ${quoted(API_VERSION)}, ''))`;
}

function text(column: string): string {
  return `coalesce(${column}, '')`;
}

/** Of whole seconds. The database reads fewer forms of times than trails and other tools write, and takes some texts for times that are none. */
function instant(column: string): string {
  const given = `coalesce(${column}, '')`;
  const piece = (from: number, length: number) => `substr(${given}, ${from}, ${length})`;
  const zone = `coalesce(nullif(regexp_extract(${given}, '(Z|[+-][0-9]{2}:?[0-9]{2})$'), ''), 'Z')`;
  const basic = [piece(1, 4), "'-'", piece(5, 2), "'-'", piece(7, 5), "':'", piece(12, 2), "':'", piece(14, 2)];
  return `try(from_iso8601_timestamp(${firstOf([
    [`regexp_like(${given}, ${quoted(EXTENDED_TIME)})`, `concat(${piece(1, 10)}, 'T', ${piece(12, 8)}, ${zone})`],
    [`regexp_like(${given}, ${quoted(BASIC_TIME)})`, `concat(${basic.join(', ')}, ${zone})`],
  ], 'NULL')}))`;
}
