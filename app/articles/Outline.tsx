import { useEffect, useMemo, useState } from 'react';

import type { AnnotationList } from '#app/annotations/annotation-list.ts';
import type { Filter } from '#app/annotations/filter.ts';
import type { Article, Span } from '#app/articles/article.ts';
import type { Verdict } from '#app/claims/claim.ts';
import { CoverageBar } from '#app/claims/CoverageBar.tsx';
import { isBegun, type CoverageRun } from '#app/claims/coverage.ts';
import { runsOn, sentencesOn } from '#app/claims/shares.ts';
import { VerdictGlyph } from '#app/claims/VerdictMark.tsx';
import { useTranslation } from '#app/i18n/use-translation.ts';
import { Icon } from '#app/ui/Icon.tsx';
import { followScrolling } from '#app/ui/scrolling.ts';

type Props = {
  article: Article;
  annotations: AnnotationList;
  /** How many claims there are of each verdict. */
  verdicts: readonly [verdict: Verdict, count: number][];
  /** Quotations that no recording or notes bear out. */
  quotations: readonly Span[];
  /** What of it is checked. */
  runs: readonly CoverageRun[];
  /** Which sentences are. */
  done: readonly boolean[];
  filter: Filter;
  onFilter(filter: Filter): void;
  onGo(offset: number): void;
  onClose(): void;
  onHelp(): void;
};

/** An article at a glance: its sections, who speaks, which tags lie on it. */
export function Outline(props: Props) {
  const { t } = useTranslation();
  const { article, annotations, filter, verdicts, quotations, runs } = props;
  const any = isBegun(runs);
  const sections = useMemo(
    () => sectionsOf(article, annotations),
    [article, annotations],
  );
  const speakers = useMemo(() => speakersOf(article), [article]);
  const tags = useMemo(() => tagsOf(annotations), [annotations]);
  const reading = useSectionInView(sections.map(({ index }) => index));
  return (
    <aside className="rail" aria-label={t('outline.label')}>
      <button
        type="button"
        className="btn sq drawer-close"
        aria-label={t('outline.close')}
        onClick={props.onClose}
      >
        <Icon name="x" />
      </button>
      <p className="total">
        <b className="num">{annotations.length}</b>{' '}
        <span className="muted">
          {t('outline.annotations', { count: annotations.length })}
        </span>
      </p>
      <CoverageTotal article={article} runs={runs} done={props.done} />
      {verdicts.length > 0 && (
        <section className="vl">
          <h2>
            <a href={`/claims?article=${article.id}`}>{t('claims.title')}</a>
          </h2>
          <p className="legend">
            {verdicts.map(([verdict, n]) => (
              <button
                key={verdict}
                type="button"
                aria-pressed={filter.verdict === verdict}
                title={t(`verdict.${verdict}`)}
                onClick={() =>
                  props.onFilter({
                    ...filter,
                    verdict: filter.verdict === verdict ? null : verdict,
                  })
                }
              >
                <VerdictGlyph verdict={verdict} />
                <span className="vh">{t(`verdict.${verdict}`)}</span>
                <span className="num">{n}</span>
              </button>
            ))}
          </p>
        </section>
      )}
      {quotations.length > 0 && (
        <section>
          <h2>{t('claims.quotation')}</h2>
          <ul className="lst quo">
            {quotations.map(([start, end]) => (
              <li key={start}>
                <button type="button" onClick={() => props.onGo(start)}>
                  <Icon name="warn" small />
                  <span className="trunc">
                    {article.text.slice(start, end)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {sections.length > 0 && (
        <section>
          <h2>{t('outline.sections')}</h2>
          <ul className="ol">
            {sections.map(({ index, start, end, text, count: n }) => (
              <li key={index}>
                <a
                  href={`#b${index}`}
                  aria-current={index === reading ? 'true' : undefined}
                  onClick={event => {
                    event.preventDefault();
                    props.onGo(start);
                  }}
                >
                  <span>{text}</span>
                  {any ? (
                    <Progress
                      article={article}
                      runs={runs}
                      done={props.done}
                      span={[start, end]}
                    />
                  ) : (
                    n > 0 && <span className="n num">{n}</span>
                  )}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {speakers.length > 0 && (
        <section>
          <h2>{t('outline.speakers')}</h2>
          <ul className="lst">
            {speakers.map(({ name, starts }) => (
              <li key={name}>
                <Speaker name={name} starts={starts} onGo={props.onGo} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {tags.length > 0 && (
        <section>
          <h2>{t('outline.tags')}</h2>
          <ul className="lst">
            {tags.map(([name, times]) => (
              <li key={name}>
                <button
                  type="button"
                  aria-pressed={filter.tag === name}
                  onClick={() =>
                    props.onFilter({
                      ...filter,
                      tag: filter.tag === name ? null : name,
                    })
                  }
                >
                  <span className="tag">{name}</span>
                  <span className="n num">{times}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <div className="rail-foot js">
        <span className="kbd">J</span>
        <span className="kbd">K</span>
        {t('outline.step')}
        <span className="grow" />
        <button type="button" className="row" onClick={props.onHelp}>
          <span className="kbd">?</span>
          {t('command.help')}
        </button>
      </div>
    </aside>
  );
}

/** A press leads to the first thing somebody says, the next to the next. */
function Speaker(props: {
  name: string;
  starts: number[];
  onGo(offset: number): void;
}) {
  const { t } = useTranslation();
  const [at, setAt] = useState(0);
  const { name, starts, onGo } = props;
  return (
    <button
      type="button"
      onClick={() => {
        onGo(starts[at] ?? 0);
        setAt((at + 1) % starts.length);
      }}
    >
      {name}
      <span className="n num">
        {t('outline.turns', { count: starts.length })}
      </span>
    </button>
  );
}

/** How much of the article is checked; nothing before anything is. */
function CoverageTotal(props: Progressing) {
  const { t } = useTranslation();
  const { runs, done } = props;
  const { text } = props.article;
  if (!isBegun(runs)) return null;
  const count = done.filter(Boolean).length;
  return (
    <div className="covered">
      <p className="total">
        <b className="num">{count}</b>{' '}
        <span className="muted">{t('check.of', { count: done.length })}</span>
      </p>
      <CoverageBar runs={runsOn(text, runs, [[0, text.length]])} labelled />
    </div>
  );
}

/** The same of a part. */
function Progress({ article, runs, done, span }: Progressing & { span: Span }) {
  const { total, checked } = sentencesOn(article.sentences, done, [span]);
  return (
    <>
      <span className="n num">
        {checked}/{total}
      </span>
      <CoverageBar runs={runsOn(article.text, runs, [span])} />
    </>
  );
}

type Progressing = {
  article: Article;
  runs: readonly CoverageRun[];
  done: readonly boolean[];
};

type Section = {
  index: number;
  start: number;
  /** Where the next one begins. */
  end: number;
  text: string;
  count: number;
};

/** The sections, each with how many annotations begin in it. */
function sectionsOf(
  { blocks }: Article,
  annotations: AnnotationList,
): Section[] {
  const sections = blocks.flatMap((block, index): Section[] =>
    block.type === 'heading'
      ? [{ index, start: block.start, end: 0, text: block.text, count: 0 }]
      : [],
  );
  sections.forEach((section, i) => {
    const end = sections[i + 1]?.start ?? Infinity;
    section.end = Math.min(end, blocks.at(-1)?.end ?? 0);
    const from = annotations.firstFrom(section.start);
    section.count = annotations.firstFrom(end) - from;
  });
  return sections;
}

function speakersOf({ blocks }: Article): { name: string; starts: number[] }[] {
  const turns = new Map<string, number[]>();
  for (const { type, speaker, start } of blocks) {
    if (type !== 'turn' || !speaker) continue;
    turns.set(speaker, [...(turns.get(speaker) ?? []), start]);
  }
  return [...turns].map(([name, starts]) => ({ name, starts }));
}

/** The index of the section that is being read. */
function useSectionInView(indices: number[]): number | null {
  const [reading, setReading] = useState<number | null>(null);
  const key = indices.join();
  useEffect(() => {
    const headings = key === '' ? [] : key.split(',').map(Number);
    const onScroll = (): void => {
      const passed = headings.findLast(index => {
        const top = document
          .getElementById(`b${index}`)
          ?.getBoundingClientRect();
        return top !== undefined && top.top < window.innerHeight / 3;
      });
      setReading(passed ?? null);
    };
    onScroll();
    return headings.length > 0
      ? followScrolling({ frame: onScroll })
      : undefined;
  }, [key]);
  return reading;
}

/** How often each tag is given, the most frequent first. */
function tagsOf(annotations: AnnotationList): [string, number][] {
  const counts = new Map<string, number>();
  for (let i = 0; i < annotations.length; i += 1) {
    for (const tag of annotations.tags(i)) {
      counts.set(tag, (counts.get(tag) ?? 0) + 1);
    }
  }
  return [...counts].sort((a, b) => b[1] - a[1]);
}
