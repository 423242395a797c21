import type { Line } from '#app/import/page.ts';
import {
  isChineseName,
  isCredit,
  isRole,
  readPeople,
} from '#app/import/recognise/names.ts';

/** Lines of fields are shorter, in UTF-16 units. */
const MOST = 240;

/**
 * Lines copied as text, with a space again where their page had set fields apart
 * by its looks alone: 来源：某报作者：某人, Jane RoePublished 5 May 2025.
 */
export const parted = (lines: Line[]): Line[] =>
  lines.map(line => {
    const runs = line.text.length > MOST || /[。！？]/.test(line.text);
    const apart = runs ? line.text : part(line.text);
    return apart === line.text ? line : { ...line, apart };
  });

function part(line: string): string {
  const roles = rolesParted(line);
  const labels = roles.replace(LABELS, '  $&');
  // A label may be the second half of another that no list has: 每财 编辑.
  if (isCredit(roles) && countPeople(labels) <= countPeople(roles)) {
    return HAN.test(roles) ? roles : labels.replace(JOINTS, '  ');
  }
  return labels.replace(JOINTS, '  ');
}

const HAN = /\p{Script=Han}/u;

function countPeople(line: string): number {
  const people = readPeople(line);
  return people ? people.byline.length + people.credits.length : 0;
}

const LABELS =
  /(?<=[^\s（(【[])(?<!责任|值班|实习|见习|图片|题图|视觉|文字|视频|执行|媒体|版面|美术|栏目|网络|本文|文章|稿件|信息|本报|本刊|本网|本台|本社|特约|通讯)((责任|值班|图片|视觉|网络|实习|见习)?(编辑|編輯|记者|記者)|责编|作者|撰文|摄影|攝影|来源|稿源|字号|字体|浏览(次数|量)?|访问量|点击数?|分享到|发布时间|听报道|举报$|评论$)(?=\s*[:：/／|｜]|$)|(?<=[来來]源[:：]\s?\p{Script=Han}{1,8}[报報社网網台刊])记者|(?<=\p{Script=Han}{3})阅读?(?=\s*\d)/gu;
/** Where a name ran together with what stands beside it. */
const JOINTS =
  /(?<=\p{Lu}\p{Ll}{2,})(?<!\b(?:Mac|Fitz|Van|Von))(?=\p{Lu}\p{L})|(?<=\p{Ll})(?=\d)|(?<=\p{Ll}{3})(?=(?:published|updated) )|(?<=\d)(?=\p{Lu}\p{Ll}{2})/gu;

/** 编辑：某甲审核：某乙, 记者 某甲剪辑 某乙: a role that runs on from the name before it. */
function rolesParted(line: string): string {
  const spaced = isRole(/^\p{Script=Han}+(?=\s)/u.exec(line)?.[0] ?? '');
  return line.replace(
    /(?<=[:：/／|｜、\s])(\p{Script=Han}{4,9})(?=\s*[:：/／|｜]|(\s))/gu,
    (run: string, _: string, space: string | undefined) => {
      if (isRole(run) || (space !== undefined && !spaced)) return run;
      for (const length of [2, 3, 4]) {
        const role = run.slice(length);
        if (isRole(role) && isChineseName(run.slice(0, length))) {
          return `${run.slice(0, length)}  ${role}`;
        }
      }
      return run;
    },
  );
}
