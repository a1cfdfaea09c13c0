<?php
/**
 * Router for PHP's own web server: what a real host's rewrite rules do.
 *
 * / and /wiki/*                                -> index.php
 * /w/NAME.php[/path]                           -> MediaWiki's entry point of that name
 * /w/{resources,skins,extensions}/*, /w/images -> files, never PHP
 */
$code = getenv( 'MW_INSTALL_PATH' );

// Held until the request and what it puts off are over: whoever puts the wiki back to what it was (serve.py) waits.
$underWay = fopen( getenv( 'MW_WIKI_DIR' ) . '/requests.lock', 'c' );
flock( $underWay, LOCK_SH );

$path = rawurldecode( parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) ?: '/' );

$enter = static function ( string $script, string $pathInfo ) use ( $code ) {
	$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = "/w/$script";
	$_SERVER['SCRIPT_FILENAME'] = "$code/$script";
	if ( $pathInfo !== '' ) {
		$_SERVER['PATH_INFO'] = $pathInfo;
		$_SERVER['PHP_SELF'] .= $pathInfo;
	}
	chdir( $code );
	return "$code/$script";
};

if ( preg_match( '~^/w/(index|api|load|rest|thumb|opensearch_desc)\.php(/.*)?$~D', $path, $match ) ) {
	require $enter( "$match[1].php", $match[2] ?? '' );
	return true;
}
if ( $path === '/' || preg_match( '~^/wiki(/.*)?$~Ds', $path ) ) {
	require $enter( 'index.php', '' );
	return true;
}
if ( preg_match( '~^/w/(resources|skins|extensions|images)/~', $path, $match ) ) {
	$base = realpath( $match[1] === 'images' ? getenv( 'MW_WIKI_DIR' ) . '/images' : "$code/$match[1]" );
	$file = realpath( $base . substr( $path, strlen( $match[0] ) - 1 ) );
	$inside = $file && ( str_starts_with( $file, "$base/" ) || str_starts_with( $file, "$code/" ) );
	if ( $inside && is_file( $file ) && !preg_match( '~\.(php\d?|phtml|json5?|inc)$~i', $file ) ) {
		$types = [ 'css' => 'text/css', 'js' => 'text/javascript', 'svg' => 'image/svg+xml', 'png' => 'image/png',
			'jpg' => 'image/jpeg', 'gif' => 'image/gif', 'ico' => 'image/x-icon', 'woff2' => 'font/woff2',
			'woff' => 'font/woff', 'ttf' => 'font/ttf' ];
		header( 'Content-Type: ' . ( $types[strtolower( pathinfo( $file, PATHINFO_EXTENSION ) )] ?? 'application/octet-stream' ) );
		header( 'Cache-Control: max-age=3600' );
		readfile( $file );
		return true;
	}
}
http_response_code( 404 );
header( 'Content-Type: text/plain' );
echo "Nothing here: the wiki is at /wiki/, its API at /w/api.php\n";
return true;
