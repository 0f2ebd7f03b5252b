/// The receipt as a page: no script, no outside request, readable on a phone and printable on A4.
///
/// The style is ours, and no part of what is read as a template, which takes its time. Every other `{{{…}}}` is escaped
/// before it comes here, by scalars; see `ReceiptPage`.
let receiptTemplate = """
    <!DOCTYPE html>
    <html lang="{{language}}" dir="{{direction}}">
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
    <main>
    <p class="kicker">{{title}}</p>
    <div class="result {{tone}}"><div class="mark" aria-hidden="true">{{mark}}</div>
    <div><h1>{{headline}}</h1><p>{{{explanation}}}</p></div></div>
    {{#hasCounts}}<ul class="counts">
    {{#counts}}<li><b class="{{tone}}">{{number}}</b><span>{{name}}</span><small>{{detail}}</small></li>
    {{/counts}}</ul>{{/hasCounts}}
    {{#sections}}<section><h2 class="{{tone}}">{{title}}</h2>
    {{#findings}}<div class="finding">
    {{#place}}<p class="place">{{{.}}}</p>{{/place}}
    <p>{{problem}}</p>
    {{#written}}<p class="written">{{writtenWord}} <q><bdi>{{{.}}}</bdi></q></p>{{/written}}
    {{#advice}}<p><bdi>{{{.}}}</bdi></p>{{/advice}}
    </div>
    {{/findings}}</section>
    {{/sections}}
    {{#assignments}}{{#first()}}<h2>{{assignmentsTitle}}</h2>
    {{#proposalsNote}}<p>{{.}}</p>{{/proposalsNote}}{{/first()}}
    <div class="finding"><p class="place">{{{unit}}}</p><p><bdi>{{{text}}}</bdi> (<bdi>{{{event}}}</bdi>)</p>
    {{#proposal}}<code dir="ltr">{{{.}}}</code>{{/proposal}}</div>
    {{/assignments}}
    <h2>{{nextTitle}}</h2>
    {{#hasSteps}}<ol>{{#next}}<li>{{{.}}}</li>{{/next}}</ol>{{/hasSteps}}
    {{^hasSteps}}{{#next}}<p>{{{.}}}</p>{{/next}}{{/hasSteps}}
    <dl>{{#facts}}<dt>{{name}}</dt><dd><bdi>{{{value}}}</bdi></dd>{{/facts}}</dl>
    <footer>{{footer}}</footer>
    </main>
    </body>
    </html>
    """
