/// The templates of the pages: one shell and a partial for each kind of part. No script, no request to anywhere, readable
/// on a phone and printable on A4.
///
/// All values are plain text and escaped where they are put in, scalar by scalar; nothing but the style is put in as it is.
/// An optional value that is missing must be `nil`: Mustache takes an empty text and a zero for something.
enum PageTemplates {
    static let all = [
        "page": page,
        "links": links,
        "section": section,
        "table": table,
        "plot": plot,
        "tiles": tiles,
        "stages": stages,
        "bars": bars,
        "chips": chips,
        "patterns": patterns,
    ]

    private static let page = #"""
        <!DOCTYPE html>
        <html lang="{{lang}}" dir="{{dir}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        {{> patterns}}
        <header class="top">
        <p class="kicker">{{kicker}}</p>
        <h1>{{heading}}</h1>
        <p class="period">{{period}}</p>
        <dl class="facts">
        {{#facts}}<div><dt>{{name}}</dt><dd>{{text}}</dd></div>
        {{/facts}}</dl>
        </header>
        <main>
        {{#alerts}}<div class="alert {{kind}}"><span class="sign" aria-hidden="true">{{sign}}</span><p>{{text}}</p></div>
        {{/alerts}}
        {{#choices}}{{> links}}{{/choices}}
        {{#summary}}<section class="summary" aria-label="{{summaryTitle}}">
        {{> tiles}}
        </section>
        {{/summary}}
        <nav aria-label="{{words.contents}}"><b>{{words.contents}}</b>
        {{#sections}}<a href="#{{anchor}}">{{title}}</a>
        {{/sections}}{{#hasDefinitions}}<a href="#definitions">{{words.definitions}}</a>{{/hasDefinitions}}</nav>
        <div class="sections">
        {{#sections}}
        {{> section}}
        {{/sections}}
        </div>
        {{#hasDefinitions}}<section class="definitions" aria-labelledby="definitions"><h2 id="definitions">{{words.definitions}}</h2>
        <p class="quiet">{{words.definitionsNote}}</p>
        <dl>
        {{#definitions}}<div id="{{code}}"><dt><bdi class="code">{{code}}</bdi> {{question}}</dt><dd>{{formula}}</dd></div>
        {{/definitions}}</dl></section>{{/hasDefinitions}}
        {{#downloads}}{{> links}}{{/downloads}}
        </main>
        <footer>{{#footer}}<p>{{.}}</p>{{/footer}}</footer>
        </body>
        </html>
        """#

    private static let links = #"""
        <nav class="links" aria-label="{{choicesTitle}}"><b>{{choicesTitle}}</b>
        {{#links}}<a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{text}}</a>
        {{/links}}</nav>
        """#

    private static let section = #"""
        <section class="part{{#isWide}} wide{{/isWide}}" aria-labelledby="{{anchor}}">
        <h2 id="{{anchor}}">{{title}}{{#q}} <a class="q" href="#{{code}}" aria-label="{{words.definition}} {{code}}">{{code}}</a>{{/q}}</h2>
        {{#headline}}<p class="headline">{{.}}</p>
        {{/headline}}
        {{#explain}}<p class="quiet">{{.}}</p>
        {{/explain}}
        {{#note}}<p class="note">{{.}}</p>
        {{/note}}
        {{#tiles}}
        {{> tiles}}
        {{/tiles}}
        {{#stages}}
        {{> stages}}
        {{/stages}}
        {{#bars}}
        {{> bars}}
        {{/bars}}
        {{#chips}}
        {{> chips}}
        {{/chips}}
        {{#table}}
        {{> table}}
        {{/table}}
        {{#remark}}<p class="quiet">{{.}}</p>
        {{/remark}}
        </section>
        """#

    private static let table = #"""
        <div class="scroll" role="region" aria-label="{{caption}}" tabindex="0">
        <table role="table" class="{{layout}}" style="--n:{{count}}">
        <caption class="vh">{{caption}}</caption>
        <thead role="rowgroup">
        {{#plot}}<tr class="plotrow" aria-hidden="true"><td class="corner"></td><td class="plot" colspan="{{count}}">
        {{> plot}}
        </td></tr>
        {{/plot}}
        <tr role="row"><th role="columnheader" scope="col" class="corner">{{corner}}</th>{{#columns}}<th role="columnheader" scope="col" class="{{kind}}"><span>{{name}}{{#sub}} <small>{{.}}</small>{{/sub}}</span></th>{{/columns}}{{#markName}}<th role="columnheader" scope="col" class="mark">{{.}}</th>{{/markName}}</tr>
        </thead>
        {{#groups}}<tbody role="rowgroup">
        {{#groupName}}<tr role="row" class="group"><th role="rowheader" scope="rowgroup" colspan="{{span}}">{{.}}</th></tr>
        {{/groupName}}
        {{#rows}}<tr role="row" class="{{kind}}"><th role="rowheader" scope="row">{{#swatch}}<svg class="swatch" aria-hidden="true"><rect width="100%" height="100%" fill="url(#p{{.}})"/></svg> {{/swatch}}{{#number}}<bdi class="number">{{.}}</bdi> {{/number}}{{name}}{{#sublabel}} <small>{{.}}</small>{{/sublabel}}</th>{{#cells}}<td role="cell" class="{{kind}}">{{#spoken}}<span aria-hidden="true">{{text}}</span><span class="vh">{{.}}</span>{{/spoken}}{{^spoken}}<bdi>{{text}}</bdi>{{/spoken}}</td>{{/cells}}{{#mark}}<td role="cell" class="mark"><span class="{{kind}}">{{text}}</span></td>{{/mark}}</tr>
        {{/rows}}</tbody>
        {{/groups}}
        </table>
        </div>
        {{#legend}}<ul class="legend">
        {{#items}}<li><span class="sample {{kind}}" aria-hidden="true">{{sample}}</span> {{text}}</li>
        {{/items}}</ul>
        {{/legend}}
        """#

    private static let plot = #"""
        <svg class="columns" focusable="false">
        {{#stacks}}{{#gap}}<rect class="gap" x="{{x}}%" y="{{y}}%" width="{{width}}%" height="{{height}}%"/>
        {{/gap}}{{#boxes}}<rect class="box" x="{{x}}%" y="{{y}}%" width="{{width}}%" height="{{height}}%" fill="url(#p{{fill}})"/>
        {{/boxes}}{{#top}}<text x="{{x}}%" y="{{y}}%" dy="-5">{{text}}</text>
        {{/top}}{{/stacks}}<line x1="0" x2="100%" y1="100%" y2="100%"/>
        </svg>
        """#

    private static let tiles = #"""
        <ul class="tiles">
        {{#items}}<li class="tile {{kind}}"><span class="name">{{name}}{{#codes}} <a class="q" href="#{{code}}" aria-label="{{words.definition}} {{code}}">{{code}}</a>{{/codes}}</span>
        <span class="figure"><b><bdi dir="{{dir}}">{{value}}</bdi></b>{{#of}} <span>{{.}}</span>{{/of}}</span>
        {{#meter}}<span class="meter" aria-hidden="true"><span style="inline-size:{{.}}%"></span></span>
        {{/meter}}{{#detail}}<span class="detail">{{#sign}}<span class="sign" aria-hidden="true">{{.}}</span> {{/sign}}{{text}}</span>
        {{/detail}}</li>
        {{/items}}</ul>
        """#

    private static let stages = #"""
        <ul class="stages">
        {{#rows}}<li><div class="service"><b><bdi>{{name}}</bdi></b> <span class="stage {{kind}}">{{stageText}}</span></div>
        {{#track}}<ol class="track">
        {{#items}}<li class="{{kind}}"{{#isNow}} aria-current="step"{{/isNow}}><span class="dot" aria-hidden="true">{{sign}}</span><span class="step">{{name}}</span><span class="vh"> – {{spokenState}}</span></li>
        {{/items}}</ol>
        {{/track}}
        {{#detail}}<p class="quiet">{{.}}</p>
        {{/detail}}</li>
        {{/rows}}</ul>
        """#

    private static let bars = #"""
        <ul class="bars">
        {{#rows}}<li><span class="name">{{name}}</span><span class="track {{kind}}" aria-hidden="true">{{#percent}}<span class="bar" style="inline-size:{{.}}%"></span>{{/percent}}</span><span class="value"><b>{{text}}</b>{{#word}} <span class="word {{kind}}">{{#sign}}<span aria-hidden="true">{{.}}</span> {{/sign}}{{text}}</span>{{/word}}</span></li>
        {{/rows}}</ul>
        """#

    private static let chips = #"""
        <ul class="chips">
        {{#items}}<li class="{{kind}}"><span aria-hidden="true">{{sign}}</span> {{text}}</li>
        {{/items}}</ul>
        """#

    private static let patterns = #"""
        <svg class="patterns" aria-hidden="true" focusable="false" width="0" height="0"><defs>
        <pattern id="p1" width="8" height="8" patternUnits="userSpaceOnUse"><rect class="c1" width="8" height="8"/></pattern>
        <pattern id="p2" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="c2" width="7" height="7"/><rect class="over" width="2" height="7"/></pattern>
        <pattern id="p3" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="c3" width="7" height="7"/><circle class="over" cx="3.5" cy="3.5" r="1.5"/></pattern>
        <pattern id="p4" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="c4" width="6" height="6"/><rect class="over" width="6" height="2"/></pattern>
        <pattern id="p5" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"><rect class="c5" width="7" height="7"/><rect class="over" width="2" height="7"/></pattern>
        <pattern id="p6" width="7" height="7" patternUnits="userSpaceOnUse"><rect class="c6" width="7" height="7"/><path class="over" d="M0 0h7v1.5h-7zM0 0h1.5v7h-1.5z"/></pattern>
        <pattern id="p7" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="c7" width="6" height="6"/><rect class="over" width="2" height="6"/></pattern>
        <pattern id="p8" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="c8" width="8" height="8"/><path class="over" d="M0 0h8v1.5h-8zM0 0h1.5v8h-1.5z"/></pattern>
        <pattern id="p0" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="over" width="7" height="7"/><rect class="c0" width="1.2" height="7"/></pattern>
        </defs></svg>
        """#
}
