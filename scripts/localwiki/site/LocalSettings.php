<?php
/**
 * Settings of the local wiki: one file for the demo, for developers and for tests. Where the wiki lives and what
 * it is called comes from the environment, so that a copied folder can be served anywhere.
 *
 * MW_WIKI_DIR   folder holding data/, images/ and cache/
 * MW_WIKI_URL   e.g. http://127.0.0.1:8401
 * MW_SMTP_PORT  port of the mail sink on 127.0.0.1
 */
if ( !defined( 'MEDIAWIKI' ) ) {
	exit;
}

$wlDir = getenv( 'MW_WIKI_DIR' );

$wgSitename = 'Local Meta';
$wgMetaNamespace = 'Project';
$wgServer = getenv( 'MW_WIKI_URL' );
$wgScriptPath = '/w';
$wgArticlePath = '/wiki/$1';
$wgUsePathInfo = true;
$wgLanguageCode = 'en';
$wgLocaltimezone = 'UTC';
$wgSecretKey = hash( 'sha256', 'an invented wiki for nobody but this machine' );
$wgUpgradeKey = 'localwiki';
$wgAuthenticationTokenVersion = '1';

$wgDBtype = 'sqlite';
$wgDBname = 'wiki';
$wgSQLiteDataDir = "$wlDir/data";
// Nothing here must survive a power cut, so nobody waits for the disk.
$wlFast = [ 'synchronous' => 'OFF' ];
$wgDBservers = [ [ 'type' => 'sqlite', 'dbname' => 'wiki', 'host' => '', 'load' => 1, 'variables' => $wlFast ] ];
// Cache and job queue in databases of their own, so that they never wait for each other's locks.
$wlSqlite = static fn ( string $name ) => [ 'type' => 'sqlite', 'dbname' => $name, 'tablePrefix' => '',
	'variables' => $wlFast, 'dbDirectory' => $wgSQLiteDataDir, 'trxMode' => 'IMMEDIATE', 'flags' => 0 ];
$wgObjectCaches[CACHE_DB] = [ 'class' => SqlBagOStuff::class, 'loggroup' => 'SQLBagOStuff', 'server' => $wlSqlite( 'wikicache' ) ];
// So that whoever loads a script does not lock the wiki's own database; MediaWiki's installer sets both for SQLite.
$wgResourceLoaderUseObjectCacheForDeps = true;
$wgMainStash = CACHE_DB;
$wgJobTypeConf['default'] = [ 'class' => JobQueueDB::class, 'claimTTL' => 3600, 'server' => $wlSqlite( 'wiki_jobqueue' ) ];

// All state in files, none in PHP's memory: a restored copy must have forgotten everything.
$wgMainCacheType = CACHE_DB;
$wgSessionCacheType = CACHE_DB;
$wgMessageCacheType = CACHE_DB;
$wgParserCacheType = CACHE_DB;
$wgCacheDirectory = "$wlDir/cache";
$wgLocalisationCacheConf = [ 'class' => LocalisationCache::class, 'store' => 'array',
	'storeDirectory' => getenv( 'MW_L10N_DIR' ), 'storeClass' => false, 'forceConf' => false, 'manualRecache' => false ];
$wgJobRunRate = 1;

// Whoever reads a page again within the second it was saved in would get the old one from the browser: its time has whole seconds.
$wgCachePages = false;

$wgEnableUploads = true;
$wgUploadDirectory = "$wlDir/images";
$wgUploadPath = '/w/images';
$wgUseImageMagick = false;

// Mail goes to the sink, never anywhere else.
$wgEnableEmail = true;
$wgEnableUserEmail = true;
$wgEnableUserEmailMuteList = true;
$wgEmailAuthentication = true;
$wgEnotifUserTalk = false;
$wgEnotifWatchlist = false;
$wgPasswordSender = 'wiki@localwiki.example.org';
$wgEmergencyContact = 'wiki@localwiki.example.org';
$wgSMTP = [ 'host' => '127.0.0.1', 'port' => (int)getenv( 'MW_SMTP_PORT' ), 'auth' => false, 'IDHost' => 'localwiki.example.org' ];

// The passwords are printed at every start; making them hard to guess would only make each log-in slow.
$wgPasswordConfig['pbkdf2']['cost'] = 1000;
$wgEnableBotPasswords = true;
$wgGroupPermissions['bureaucrat']['interface-admin'] = true;
// The patrol's account can write nothing at all: not even where its bot password would let it (P3).
$wgGroupPermissions['bot-patrol']['bot'] = true;
foreach ( [ 'edit', 'createpage', 'createtalk', 'minoredit', 'move', 'move-subpages', 'move-rootuserpages',
	'movefile', 'upload', 'reupload', 'changetags', 'applychangetags', 'editmyusercss', 'editmyuserjs',
	'editmyuserjson' ] as $wlRight ) {
	$wgRevokePermissions['bot-patrol'][$wlRight] = true;
}
$wgGroupPermissions['suppress'] = [ 'hideuser' => true, 'suppressrevision' => true, 'viewsuppressed' => true,
	'suppressionlog' => true, 'deleterevision' => true ];

// What the Translate extension would bring: its namespaces and its administrators' right. Debian has no Translate;
// scripts/standins/translate.py answers for its API in front of this wiki.
$wgExtraNamespaces[1198] = 'Translations';
$wgExtraNamespaces[1199] = 'Translations_talk';
$wgAvailableRights[] = 'pagetranslation';
$wgGroupPermissions['translationadmin']['pagetranslation'] = true;

// Many languages live on this one wiki, as on Meta. A user page is in its owner's language unless it says otherwise.
$wgPageLanguageUseDB = true;
$wgHooks['PageContentLanguage'][] = static function ( $title, &$pageLang ) {
	if ( $title->getNamespace() === NS_USER || $title->getNamespace() === NS_USER_TALK ) {
		$services = MediaWiki\MediaWikiServices::getInstance();
		$owner = $services->getUserFactory()->newFromName( $title->getRootText() );
		if ( $owner && $owner->isRegistered() ) {
			$code = $services->getUserOptionsLookup()->getOption( $owner, 'language' );
			$pageLang = $services->getLanguageFactory()->getLanguage( $code );
		}
	}
};

foreach ( [ 'Vector', 'MinervaNeue', 'MonoBook', 'Timeless' ] as $wlSkin ) {
	wfLoadSkin( $wlSkin );
}
$wgDefaultSkin = 'vector-2022';
foreach ( [ 'CategoryTree', 'Cite', 'CodeEditor', 'Gadgets', 'InputBox', 'ParserFunctions', 'Poem', 'TemplateData',
	'VisualEditor', 'WikiEditor' ] as $wlExtension ) {
	wfLoadExtension( $wlExtension );
}
$wgDefaultUserOptions['usebetatoolbar'] = 1;
$wgDefaultUserOptions['visualeditor-enable'] = 1;
$wgVisualEditorAvailableNamespaces = [ 'User' => true, 'User_talk' => false ];
$wgVisualEditorShowBetaWelcome = false;
$wgVisualEditorEnableWikitext = true; // `veaction=editsource`; nobody gets it without asking

// Errors belong where a developer looks: in the server's log and on the page.
$wgShowExceptionDetails = true;
$wgDebugLogGroups['exception'] = "$wlDir/exception.log";
