import { useTranslation } from '#app/i18n/use-translation.ts';
import { useTimeText } from '#app/i18n/time-text.ts';
import type { Invitation } from '#app/people/entry-link.ts';
import { ROLES, type Member, type Role } from '#app/people/person.ts';
import { Avatar } from '#app/ui/Avatar.tsx';

type Props = {
  members: Member[];
  /** The viewer's id. */
  me: string;
  /** Whether the viewer may change them. */
  manages: boolean;
};

/** Who is in the newsroom, and what each may do. */
export function Members({ members, me, manages }: Props) {
  const { t } = useTranslation();
  return (
    <table className="tbl">
      <thead>
        <tr>
          <th scope="col">{t('people.name')}</th>
          <th scope="col">{t('members.role')}</th>
          {manages && <th scope="col">{t('members.actions')}</th>}
        </tr>
      </thead>
      <tbody>
        {members.map(member => (
          <tr key={member.id} className={member.disabled ? 'r off' : 'r'}>
            <td className="tx">
              <div className="row">
                <Avatar name={member.name} colour={member.colour} />
                <b className="trunc">{member.name}</b>
                {member.email && (
                  <span className="muted trunc">{member.email}</span>
                )}
                {member.disabled && (
                  <span className="chip">{t('members.removed')}</span>
                )}
              </div>
            </td>
            <td>
              {manages && !member.disabled ? (
                <RoleForm member={member} />
              ) : (
                t(`role.${member.role}`)
              )}
            </td>
            {manages && (
              <td>
                <MemberActions member={member} own={member.id === me} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RoleForm({ member }: { member: Member }) {
  const { t } = useTranslation();
  return (
    <form method="post" className="row">
      <input type="hidden" name="id" value={member.id} />
      <input type="hidden" name="revision" value={member.revision} />
      <select
        className="chip"
        name="role"
        key={member.role}
        defaultValue={member.role}
        aria-label={t('members.roleOf', { name: member.name })}
      >
        <RoleOptions />
      </select>
      <button className="btn" name="intent" value="role">
        {t('members.change')}
      </button>
    </form>
  );
}

function RoleOptions() {
  const { t } = useTranslation();
  return ROLES.map((role: Role) => (
    <option key={role} value={role}>
      {t(`role.${role}`)}
    </option>
  ));
}

function MemberActions({ member, own }: { member: Member; own: boolean }) {
  const { t } = useTranslation();
  const { name } = member;
  if (member.erased || own) return null;
  const act = (intent: string) => (
    <button
      className="btn"
      name="intent"
      value={intent}
      aria-label={t(`members.${intent}Label`, { name })}
    >
      {t(`members.${intent}`)}
    </button>
  );
  return (
    <form method="post" className="row">
      <input type="hidden" name="id" value={member.id} />
      <input type="hidden" name="revision" value={member.revision} />
      {member.disabled ? (
        <>
          {act('enable')}
          {act('erase')}
        </>
      ) : (
        <>
          {act('reset')}
          {act('disable')}
        </>
      )}
    </form>
  );
}

/** Invites somebody by a link, and lists what was sent out. */
export function Invitations({ invitations }: { invitations: Invitation[] }) {
  const { t } = useTranslation();
  const timeText = useTimeText();
  const open = invitations.filter(({ state }) => state === 'open');
  return (
    <section className="imp">
      <h2>{t('members.invite')}</h2>
      <p className="muted">{t('members.inviteLead')}</p>
      <form method="post" className="row">
        <select
          className="chip"
          name="role"
          defaultValue="editor"
          aria-label={t('members.role')}
        >
          <RoleOptions />
        </select>
        <button className="btn pri" name="intent" value="invite">
          {t('members.makeLink')}
        </button>
      </form>
      {open.length > 0 && (
        <ul className="plain">
          {open.map(({ id, role, expiresAt }) => (
            <li key={id}>
              <form method="post" className="row">
                <input type="hidden" name="id" value={id} />
                <span>{t(`role.${role}`)}</span>
                <span className="muted">
                  {t('members.until')}{' '}
                  <time dateTime={expiresAt} suppressHydrationWarning>
                    {timeText(expiresAt)}
                  </time>
                </span>
                <button className="btn" name="intent" value="revoke">
                  {t('members.revoke')}
                </button>
              </form>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A link that was just made: it is shown this once. */
export function MadeLink({ link, lead }: { link: string; lead: string }) {
  return (
    <p className="made" role="status">
      {lead}
      <input readOnly value={link} aria-label={lead} />
    </p>
  );
}
