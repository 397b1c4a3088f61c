/** The HTML part, in eta's language. `<%= %>` escapes; `<%~ %>` is used for other templates and the style sheet only. */
export const HTML_MAIL = `<!DOCTYPE html>
<html lang="<%= it.locale %>" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no">
<title><%= it.text.subject %></title>
<style><%~ it.sheet %></style>
</head>
<body class="page text" style="<%= it.style.page %>">
<div style="<%= it.style.hidden %>"><%= it.text.preview %></div>
<table role="presentation" class="wide" width="100%" cellpadding="0" cellspacing="0" border="0" style="<%= it.style.wide %>">
<tr><td class="outer" align="center" style="padding:28px 16px 36px;">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;">
<tr><td class="brand soft" style="<%= it.style.brand %>"><%= it.brand %></td></tr>
<tr><td class="card" style="<%= it.style.card %>">
<h1 class="heading text" style="<%= it.style.heading %>"><%= it.text.heading %></h1>
<p class="text" style="<%= it.style.paragraph %>"><%= it.text.greeting %></p>
<% for (const block of it.text.blocks) { %>
<%~ include('@' + block.kind, { block, style: it.style }) %>
<% } %>
<p class="text" style="<%= it.style.regards %>"><%= it.frame.regards %><br><%= it.frame.sender %></p>
</td></tr>
<tr><td class="footer soft" style="<%= it.style.footer %>"><%= it.frame.automatic %></td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;

/** One small template for each kind of block. */
export const HTML_BLOCKS = {
  paragraph: '<p class="text" style="<%= it.style.paragraph %>"><%= it.block.text %></p>',
  code: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">
<tr><td class="code-box" style="<%= it.style.codeBox %>">
<p class="soft" style="<%= it.style.codeLabel %>"><%= it.block.label %></p>
<p class="code text" style="<%= it.style.code %>"><%= it.block.code %></p>
<p class="soft" style="<%= it.style.codeNote %>"><% it.block.notes.forEach((note, index) => { %><% if (index) { %><br><% } %><%= note %><% }) %></p>
</td></tr></table>`,
  account: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">
<tr><td class="account-box" style="<%= it.style.accountBox %>">
<% if (it.block.title) { %><p class="text" style="<%= it.style.accountTitle %>"><%= it.block.title %></p>
<% } %><% it.block.rows.forEach(({ label, value }, index) => { %><p class="text" style="<%= it.style.row %>"><span class="soft" style="<%= it.style.rowLabel %>"><%= label %>:</span> <% if (index) { %><%= value %><% } else { %><strong><%= value %></strong><% } %></p>
<% }) %><% if (it.block.token) { %><p class="soft" style="<%= it.style.tokenLabel %>"><%= it.block.token.label %></p>
<p class="token text" style="<%= it.style.token %>"><%= it.block.token.value %></p>
<p class="soft" style="<%= it.style.codeNote %>"><% it.block.token.notes.forEach((note, index) => { %><% if (index) { %><br><% } %><%= note %><% }) %></p>
<% } %></td></tr></table>`,
  steps: `<h2 class="text" style="<%= it.style.subheading %>"><%= it.block.title %></h2>
<ol class="text" style="<%= it.style.steps %>">
<% for (const item of it.block.items) { %><li style="<%= it.style.step %>"><%= item %></li>
<% } %></ol>`,
  list: `<h2 class="text" style="<%= it.style.subheading %>"><%= it.block.title %></h2>
<ul class="text" style="<%= it.style.list %>">
<% for (const item of it.block.items) { %><li><%= item %></li>
<% } %></ul>`,
  button: `<div style="margin:22px 0 0;"><a class="button" href="<%= it.block.url %>" style="<%= it.style.button %>"><%= it.block.label %></a></div>
<p class="soft" style="<%= it.style.address %>"><%= it.block.url %></p>`,
  notice: `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;">
<tr><td class="note" style="<%= it.style.note %>">
<p class="text" style="<%= it.style.noteTitle %>"><%= it.block.title %></p>
<p class="text" style="<%= it.style.noteText %>"><%= it.block.text %><% if (it.block.hotline) { %><br>Tel. <a class="link" href="tel:<%= it.block.hotline.replaceAll(' ', '') %>" style="<%= it.style.link %>"><%= it.block.hotline %></a><% } %></p>
</td></tr></table>`,
} as const;
