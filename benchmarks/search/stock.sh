#!/bin/sh
# Builds the documents' pages with a stock search: stock.sh FOLDER NAME, where NAME is material, material-jieba or zensical.
# FOLDER/venv holds mkdocs-material, zensical and what policy_site.rendering.sentence_rows needs; jieba for material-jieba and not for material.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1
name=$2
for locale in en zh-Hans zh-Hant; do
  mkdir -p "$folder/stock-docs/$locale"
  cp -r "$here/../../docs/$locale/policies" "$folder/stock-docs/$locale/"
  echo "# Home" > "$folder/stock-docs/$locale/index.md"
  case $locale in en) language=en search="[en, zh]";; zh-Hans) language=zh search="[zh, en]";; *) language=zh-Hant search="[zh, en]";; esac
  cat > "$folder/stock-$locale.yml" <<YAML
site_name: stock
docs_dir: stock-docs/$locale
site_dir: $name/$locale
use_directory_urls: false
theme: {name: material, language: $language, font: false}
plugins: [{search: {lang: $search}}]
markdown_extensions: [attr_list, md_in_html, tables, admonition, footnotes, toc, policy_site.rendering.sentence_rows]
YAML
  program=mkdocs
  test "$name" = zensical && program=zensical
  NO_MKDOCS_2_WARNING=1 PYTHONPATH="$here/../../scripts" "$folder/venv/bin/$program" build -f "$folder/stock-$locale.yml" >/dev/null 2>&1
done
