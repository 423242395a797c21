import { useTranslation } from '#app/i18n/use-translation.ts';
import { Field } from '#app/people/Door.tsx';
import { LanguageField } from '#app/people/LanguageField.tsx';
import { DIGESTS, type Member } from '#app/people/person.ts';

type Props = {
  me: Member;
  /** Whether digests go out at all. */
  mails: boolean;
  fault(field: string): string | undefined;
};

const COLOURS = [0, 1, 2, 3, 4, 5];

/** One's own name, language, colour and password. */
export function AccountForm({ me, mails, fault }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <form method="post" className="settings">
        <input type="hidden" name="revision" value={me.revision} />
        <Field
          name="name"
          label={t('people.name')}
          autoComplete="name"
          value={me.name}
          fault={fault('name')}
        />
        <LanguageField value={me.language} />
        <fieldset className="fld">
          <legend>{t('account.colour')}</legend>
          <span className="row">
            {COLOURS.map(colour => (
              <label key={colour} className="pick">
                <input
                  type="radio"
                  name="colour"
                  value={colour}
                  defaultChecked={me.colour === colour}
                  aria-label={t('account.colourNumber', { n: colour + 1 })}
                />
                <span className={`av a${colour}`} aria-hidden="true">
                  {me.name.slice(0, 1)}
                </span>
              </label>
            ))}
          </span>
        </fieldset>
        {mails && (
          <label className="fld">
            <span>{t('account.digest')}</span>
            <span className="field">
              <select name="digest" defaultValue={me.digest}>
                {DIGESTS.map(digest => (
                  <option key={digest} value={digest}>
                    {t(`account.digests.${digest}`)}
                  </option>
                ))}
              </select>
            </span>
          </label>
        )}
        <button className="btn pri" name="intent" value="details">
          {t('account.save')}
        </button>
      </form>
      <form method="post" className="settings">
        <h2>{t('account.newPassword')}</h2>
        <input type="hidden" name="revision" value={me.revision} />
        <Field
          name="currentPassword"
          type="password"
          label={t('account.currentPassword')}
          autoComplete="current-password"
          fault={fault('currentPassword')}
        />
        <Field
          name="password"
          type="password"
          label={t('account.newPassword')}
          hint={t('people.passwordHint')}
          autoComplete="new-password"
          fault={fault('password')}
        />
        <p className="muted">{t('account.passwordEnds')}</p>
        <button className="btn pri" name="intent" value="password">
          {t('account.changePassword')}
        </button>
      </form>
    </>
  );
}
