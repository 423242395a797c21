import type { AnnotationContent } from '#app/annotations/annotation.ts';

/** Two articles written for this program; people, places and figures are made up. */
type SampleAnnotation = Pick<AnnotationContent, 'kind'> &
  Partial<AnnotationContent> & { quote: string };

export const chineseSample: {
  text: string;
  annotations: SampleAnnotation[];
} = {
  text: `夜读会｜不打烊的书房，账要怎么算？
望澜周刊记者 陆知夏
2026-03-14 09:20
来源：《望澜周刊》
夜读会 >

临澜市把三十七间小型图书馆开进了地铁站、旧粮仓和小区底商，其中十二间通宵亮灯。开到第四年，馆长沈予安说，最难的从来不是灯，而是“谁在凌晨三点需要一把椅子”。

凌晨三点的椅子

望澜周刊：外界最常问的是：凌晨真的有人去吗？

沈予安：有。去年夜间十点到早晨六点，十二间书房一共接待了四十一万人次，占全年入馆量的百分之九。你可以说比例不高，但换个角度看，有六成以上的人停留超过九十分钟。白天来的人是路过，夜里来的人是真的要待着。

我们做过一次很笨的调查：连续三周，馆员每隔一小时抄一次座位。结果跟想象的不一样，最稳定的夜读者不是考研的学生，而是代驾、护工和凌晨收摊的人。他们不借书，就坐着，充电，喝热水。后来我们把“热水”写进了服务标准，排在藏书量前面。

一间书房的成本

望澜周刊：一间通宵书房一年要花多少钱？

沈予安：平均下来，每间每年约三十八万元，其中人员占一半，水电占两成。无人值守以后，夜间的人力只剩一组巡更，成本比 2022 年降了 46%。

有人说这是全国最便宜的夜间公共服务，这话我不敢认。便宜不便宜，要看你拿什么去比。

谁来定义“读者”

望澜周刊：不借书的人，算读者吗？

沈予安：我们争论过。最后在统计口径里加了一栏：“停留者”。一个人愿意在书旁边坐九十分钟，哪怕一页没翻，也是我们的人。

责任编辑：林芮
校对：宋知许
`,
  annotations: [
    {
      quote: '三十七间',
      kind: 'note',
      body: '数字体例：正文一律用汉字，图表用阿拉伯数字。第九段的“46%”要改。',
      tags: ['体例'],
    },
    {
      quote: '四十一万人次',
      kind: 'highlight',
      colour: 'blue',
      body: '向馆方要去年的入馆年报，核对分母。',
      tags: ['口径'],
    },
    {
      quote: '最稳定的夜读者不是考研的学生，而是代驾、护工和凌晨收摊的人',
      kind: 'highlight',
      colour: 'green',
      tags: ['金句'],
    },
    {
      quote: '代驾、护工和凌晨收摊的人',
      kind: 'note',
      body: '三类人各占多少？问一下调查的底表。',
      tags: ['追问'],
    },
    {
      quote: '“热水”写进了服务标准，排在藏书量前面',
      kind: 'highlight',
      colour: 'yellow',
    },
    {
      quote: '有人说这是全国最便宜的夜间公共服务',
      kind: 'highlight',
      colour: 'rose',
      body: '“最”字要有出处，或者改写。',
    },
    { quote: '“停留者”', kind: 'tag', tags: ['口径'] },
  ],
};

export const englishSample = `Harbour ferry returns after eleven-month refit
By Nadia Fennimore
March 14, 2026 9:20 am GMT
Source: The Averly Ledger

The harbour ferry will carry passengers again on Monday, eleven months after it was taken out of service for a refit that ran four months over plan.

The operator said the vessel now meets the emissions limit that comes into force in July. It declined to give the final cost, which the council put at 4.6 million last autumn.

A longer queue

“We counted 2,300 people a day on the replacement buses,” said Ida Brandt, who runs the terminal. “They will notice the difference.”

The council’s own figures put the number at 1,900. The difference, it said, was due to how transfers are counted: a passenger who changes buses at the old customs house appears twice in one set and once in the other.

What comes next

Two smaller boats follow in the autumn. Their refit is budgeted at 3.1 million and is not, the operator stressed, to be compared with the ferry’s.

A timetable for the winter has not been published. Ms Brandt said she expected the last crossing to leave at half past eleven, as it did before.

Edited by Hal Moreno
`;
