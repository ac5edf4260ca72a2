"""What a page says of itself to machines: JSON-LD and meta elements."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from pipeline.newsroom.sites import Site
from pipeline.newsroom.story import Story


def _news_article(story: Story, site: Site, url: str) -> dict[str, Any]:
    return {
        "@type": "NewsArticle",
        "mainEntityOfPage": url,
        "headline": story.title,
        "description": story.lead or story.text[0][:160],
        "articleSection": story.section,
        "inLanguage": story.language,
        "keywords": list(story.tags),
        "datePublished": story.published.isoformat(),
        "dateModified": story.published.isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": site.name},
    }


def _article(story: Story, site: Site, url: str) -> dict[str, Any]:
    return {"@context": "https://schema.org", **_news_article(story, site, url)}


def _graph(story: Story, site: Site, url: str) -> dict[str, Any]:
    crumbs = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "World"}]}
    page = {"@type": "WebPage", "@id": url, "name": f"{story.title} | {site.name}"}
    return {"@context": "https://schema.org", "@graph": [page, crumbs, _news_article(story, site, url)]}


def _liveblog(story: Story, site: Site, url: str) -> dict[str, Any]:
    post = {"@type": "BlogPosting", "headline": story.title, "datePublished": story.published.isoformat()}
    blog = {**_article(story, site, url), "@type": "LiveBlogPosting", "liveBlogUpdate": [post]}
    return {**blog, "coverageStartTime": story.published.isoformat()}


_FORMS = {"article": _article, "graph": _graph, "liveblog": _liveblog}


def json_ld(story: Story, site: Site, url: str) -> str:
    """Return the page's JSON-LD element in the site's form; empty where the site has none."""
    if site.metadata not in _FORMS:
        return ""
    data = json.dumps(_FORMS[site.metadata](story, site, url), ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{data}</script>'


def open_graph(story: Story, site: Site, url: str) -> str:
    """Return the og: and article: meta elements."""
    values = {
        "og:type": "article",
        "og:site_name": site.name,
        "og:url": url,
        "og:title": story.title,
        "og:description": story.lead or story.text[0][:160],
        "og:image": f"{url.partition('/' + site.id)[0]}/{site.id}/images/{story.number}.jpg",
        "article:published_time": story.published.isoformat(),
        "article:section": story.section,
    }
    return "\n".join(f'<meta property="{key}" content="{escape(value)}">' for key, value in values.items())
