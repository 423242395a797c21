import { useTranslation } from '#app/i18n/use-translation.ts';
import { Field } from '#app/people/Door.tsx';

/** What somebody says of themselves who gets an account. */
export function NewAccountFields({
  fault,
}: {
  fault(field: string): string | undefined;
}) {
  const { t } = useTranslation();
  return (
    <>
      <Field
        name="name"
        label={t('people.name')}
        autoComplete="name"
        fault={fault('name')}
      />
      <Field
        name="email"
        type="email"
        label={t('people.email')}
        autoComplete="username"
        fault={fault('email')}
      />
      <Field
        name="password"
        type="password"
        label={t('people.password')}
        hint={t('people.passwordHint')}
        autoComplete="new-password"
        fault={fault('password')}
      />
    </>
  );
}
