/** Characters of the CJK Radicals Supplement, each before the ideograph that it looks like. */
const SUPPLEMENT =
  '⺁厂⺅亻⺇几⺈刀⺋卩⺌小⺍小⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺨犭⺩王⺪疋⺬示⺭礻⺮竹⺯糹⺰纟⺳罒⺶羊⺹耂⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻲龜⻳龟';

const ideographs = new Map(
  (SUPPLEMENT.match(/../gu) ?? []).map(
    pair => [pair.slice(0, 1), pair.slice(1)] as const,
  ),
);

/**
 * Radicals as the ideographs that were printed. Many PDFs tell of a glyph that a
 * radical and an ideograph share by the radical's number; nobody wrote it so
 * (Unicode 16, 18.2, CJK radicals).
 */
export function withoutRadicals(text: string): string {
  return text.replace(
    /[\u2e80-\u2fdf]/g,
    radical => ideographs.get(radical) ?? radical.normalize('NFKC'),
  );
}
