<?xml version="1.0"?>
<CHANNEL HREF="http://cdf.example/"><TITLE>Old channel</TITLE>
<ITEM HREF="http://cdf.example/1" LASTMOD="2002-09-11T10:20"><TITLE>Talks opened</TITLE><ABSTRACT>In the capital.</ABSTRACT></ITEM>
</CHANNEL>
