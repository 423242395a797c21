import { createTransport } from 'nodemailer';

import '#app/i18n/catalogues.server.ts';
import { translator } from '#app/i18n/i18n.ts';
import type { Mail } from '#app/mail/mail.ts';

/**
 * Sends letters over SMTP, as plain text.
 *
 * @param url `smtp://user:password@host:port`, or `smtps:` (RFC 8314)
 */
export function openMail(url: string, from: string): Mail {
  const transport = createTransport(url, { from });
  return {
    send: async ({ to, language, message, params }) => {
      const t = translator(language);
      await transport.sendMail({
        to,
        subject: t(`mail.${message}.subject`, params),
        text: t(`mail.${message}.text`, params),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
    },
  };
}
