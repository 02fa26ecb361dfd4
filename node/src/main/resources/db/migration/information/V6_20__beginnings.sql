-- How the hash of a version begins: by it a version is named on the telephone.
create index information_version_beginning on information_version (substring(hash from 1 for 3));
